import type { RateCard } from "../api/creditTypes";

/** A card to begin with: the one in force, from a day that is still to come. */
export function draftFrom(card: RateCard, now: Date): string {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
    const { rules, modules, models } = card;
    const draft = { id: first.toISOString().slice(0, 10), effectiveFrom: first.toISOString(), rules, modules, models };
    return JSON.stringify(draft, null, 2);
}

export type ReadCard = { card: Record<string, unknown>; from: string } | { error: string };

/** What was typed, if it is JSON with a day to begin on. */
export function readCard(text: string): ReadCard {
    try {
        const card: unknown = JSON.parse(text);
        if (typeof card !== "object" || card === null || Array.isArray(card)) return { error: "A card is an object in braces." };
        const from = (card as Record<string, unknown>)["effectiveFrom"];
        if (typeof from !== "string" || Number.isNaN(Date.parse(from)))
            return { error: "effectiveFrom says when it begins, such as 2027-01-01T00:00:00Z." };
        return { card: card as Record<string, unknown>, from };
    } catch (error) {
        return { error: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
    }
}
