import type { BlueprintWarning } from "../../api";
import { rootOf } from "../../canvas/everyModule";
import { lookOf, type Catalog } from "../../canvas/look";
import { moduleAt } from "../../canvas/moduleAt";

/** One thing to look at, and the cards that it is said of: "Google Sheets: Add row", and how many there are. */
export interface Remark {
    message: string;
    cards: { name: string; count: number }[];
}

/** What the server said of places, said of cards: the same thing once, each card once. */
export function remarksOf(warnings: readonly BlueprintWarning[], blueprint: unknown, catalog: Catalog): Remark[] {
    const found = new Map<string, Map<string, number>>();
    const root = rootOf(blueprint);
    for (const warning of warnings) {
        const module = root && moduleAt(root, warning.path);
        const look = module ? lookOf(module, catalog) : null;
        const card = look ? `${look.app}: ${look.name}` : warning.path;
        // The card says it better than the module's name.
        const message = module ? warning.message.replace(`"${module.module}" isn't`, "Not") : warning.message;
        const cards = found.get(message) ?? new Map<string, number>();
        cards.set(card, (cards.get(card) ?? 0) + 1);
        found.set(message, cards);
    }
    return [...found].map(([message, cards]) => ({ message, cards: [...cards].map(([name, count]) => ({ name, count })) }));
}
