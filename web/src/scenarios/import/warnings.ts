import type { BlueprintWarning } from "../../api";
import { rootOf } from "../../canvas/everyModule";
import { lookOf, type Catalog } from "../../canvas/look";
import { moduleAt } from "../../canvas/moduleAt";

/** One thing to look at: at how many places, and which cards they are. */
export interface Remark {
    /** "Google Sheets: Add a row"; empty where no module is meant. */
    card: string;
    message: string;
    count: number;
}

/** What the server said of places, said of cards: the same of the same kind of card once. */
export function remarksOf(warnings: readonly BlueprintWarning[], blueprint: unknown, catalog: Catalog): Remark[] {
    const found = new Map<string, Remark>();
    const root = rootOf(blueprint);
    for (const { path, message } of warnings) {
        const module = root && moduleAt(root, path);
        const look = module ? lookOf(module, catalog) : null;
        const card = look ? `${look.app}: ${look.name}` : path;
        const key = `${card} ${message}`;
        const before = found.get(key);
        if (before) before.count += 1;
        else found.set(key, { card, message, count: 1 });
    }
    return [...found.values()];
}
