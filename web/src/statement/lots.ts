import type { Lot } from "../api/creditTypes";

export const lotNames: Record<Lot["kind"], string> = {
    plan: "Plan",
    extra: "Extra",
    promotional: "Promotional",
    adjustment: "Adjustment",
};

export const lotStates: Record<Lot["state"], string> = {
    active: "in use",
    future: "not yet in force",
    used: "used up",
    lapsed: "lapsed",
};

/** Lots as they burn: those in force by their expiry, then what is to come, then what is over, the latest first. */
export function inOrder(lots: readonly Lot[]): Lot[] {
    const rank = (lot: Lot) => ({ active: 0, future: 1, used: 2, lapsed: 2 })[lot.state];
    const late = (lot: Lot) => lot.expires ?? "9999";
    return [...lots].sort((one, other) => {
        if (rank(one) !== rank(other)) return rank(one) - rank(other);
        if (rank(one) === 2) return late(other).localeCompare(late(one));
        return late(one).localeCompare(late(other)) || one.id - other.id;
    });
}
