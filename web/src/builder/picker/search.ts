import type { ModuleDescription } from "../../api";

export interface Found {
    module: ModuleDescription;
    recent: boolean;
}

/** The rank from which more than a summary has the words. */
const named = 3;

/**
 * What the picker shows for a text: modules whose name, app or summary has all its words; better matches and recently used ones first.
 * What a place is for comes before the rest, unless only its summary speaks of what was typed.
 */
export function findModules(
    modules: readonly ModuleDescription[],
    text: string,
    recent: readonly string[],
    prefers: (module: ModuleDescription) => boolean = () => false,
    used: ReadonlySet<string> = new Set(),
): Found[] {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    // The library lists what is wanted most of each app first.
    const order = new Map(modules.map((module, place) => [module.name, place]));
    const ranked = modules
        .map((module) => ({ module, recent: recent.includes(module.name), rank: rankOf(module, words, text.trim().toLowerCase()) }))
        .filter((found) => found.rank > 0 && (!isOlder(found.module) || used.has(found.module.name) || isNamed(found.module, words)));
    const older = (module: ModuleDescription) => (isOlder(module) ? 1 : 0);
    const placed = (a: ModuleDescription, b: ModuleDescription) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0);
    const recency = (name: string) => (recent.includes(name) ? recent.indexOf(name) : recent.length);
    const wanted = ({ module, rank }: { module: ModuleDescription; rank: number }) =>
        prefers(module) && (words.length === 0 || rank >= named) ? 1 : 0;
    return ranked
        .sort((a, b) =>
            older(a.module) - older(b.module) || wanted(b) - wanted(a) || (words.length > 0
                ? b.rank - a.rank || recency(a.module.name) - recency(b.module.name) || placed(a.module, b.module)
                : recency(a.module.name) - recency(b.module.name) ||
                  a.module.app.label.localeCompare(b.module.app.label) ||
                  placed(a.module, b.module)),
        )
        .map(({ module, recent }) => ({ module, recent }));
}

/** A form that older blueprints have, and which something newer has taken the place of. */
function isOlder(module: ModuleDescription): boolean {
    return /\(older\)$/.test(module.label);
}

/** Words that stand in its own name, and not only in its app's. */
function isNamed(module: ModuleDescription, words: readonly string[]): boolean {
    const name = `${module.label} ${module.name.split(":")[1] ?? ""}`.toLowerCase();
    return words.some((word) => word.length > 2 && name.includes(word));
}

function rankOf(module: ModuleDescription, words: string[], text: string): number {
    const label = module.label.toLowerCase();
    const app = module.app.label.toLowerCase();
    let rank = 1;
    if (text !== "" && label.startsWith(text)) rank += label === text ? 20 : 10;
    for (const word of words) {
        if (label === word) rank += 12;
        else if (label.startsWith(word)) rank += 8;
        else if (label.split(/\s+/).some((part) => part.startsWith(word))) rank += 6;
        else if (app.startsWith(word)) rank += 4;
        else if (label.includes(word) || app.includes(word)) rank += 3;
        else if (module.name.toLowerCase().includes(word)) rank += 2;
        else if (module.summary.toLowerCase().includes(word)) rank += 1;
        else return 0;
    }
    return rank;
}

/** The list of recently used modules with one more; the newest first. */
export function withRecent(recent: readonly string[], name: string): string[] {
    return [name, ...recent.filter((other) => other !== name)].slice(0, 6);
}
