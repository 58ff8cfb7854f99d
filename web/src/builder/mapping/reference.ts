/** A name as a reference writes it: in backticks unless it is a plain word. */
export function nameInReference(name: string): string {
    return /^[\p{L}_$@#][\p{L}\p{N}_$@#-]*$/u.test(name) ? name : `\`${name}\``;
}

/** `{{3.items[].name}}`; an array in the middle stands for its items. */
export function referenceTo(moduleId: number, path: readonly string[]): string {
    return `{{${insideReference(moduleId, path)}}}`;
}

export function insideReference(moduleId: number, path: readonly string[]): string {
    if (path.length === 0) return `\`${moduleId}\``;
    return [
        String(moduleId),
        ...path.map((part) => (part.endsWith("[]") ? `${nameInReference(part.slice(0, -2))}[]` : nameInReference(part))),
    ].join(".");
}

const simple = /^\{\{\s*(\d+)((?:\.(?:`[^`]+`|[\p{L}_$@#][\p{L}\p{N}_$@#-]*)(?:\[\d*\])?)*)\s*\}\}$/u;

/** The module and path of a text that is one plain reference; `null` for everything else. */
export function plainReference(text: string): { moduleId: number; path: { name: string; index: number | null }[] } | null {
    const match = simple.exec(text.trim());
    if (!match) return null;
    const parts = match[2]?.match(/(?:`[^`]+`|[^.`[\]]+)(?:\[\d*\])?/g) ?? [];
    const path = parts.map((part) => {
        const index = /\[(\d*)\]$/.exec(part);
        const name = part.replace(/\[\d*\]$/, "").replace(/^`|`$/g, "");
        return { name, index: index ? Number(index[1] || 1) : null };
    });
    return { moduleId: Number(match[1]), path };
}

/** What a plain reference came to in the last run; `undefined` where that isn't known. */
export function valueOfReference(text: string, samples: ReadonlyMap<number, unknown>): unknown {
    const reference = plainReference(text);
    if (!reference) return undefined;
    let value: unknown = samples.get(reference.moduleId);
    for (const { name, index } of reference.path) {
        if (value === null || typeof value !== "object") return undefined;
        value = (value as Record<string, unknown>)[name];
        if (index !== null && Array.isArray(value)) value = value[index - 1] as unknown;
    }
    return value;
}

/** All module numbers that a text refers to. */
export function referencedModules(text: string): number[] {
    const found = new Set<number>();
    for (const [island = ""] of text.matchAll(/\{\{[\s\S]*?\}\}/g)) {
        const bare = island.replace(/"(?:[^"]|"")*"/g, '""');
        for (const match of bare.matchAll(/(?<![\w.`$])(\d+)(?=\.[\p{L}_$`@#])|`(\d+)`/gu)) found.add(Number(match[1] ?? match[2]));
    }
    return [...found];
}

/** Functions that a text calls and that do not exist; texts in quotes and field names are none. */
export function unknownFunctions(text: string, known: ReadonlySet<string>): string[] {
    const found = new Set<string>();
    for (const [island = ""] of text.matchAll(/\{\{[\s\S]*?\}\}/g)) {
        const bare = island.replace(/"(?:[^"]|"")*"|'[^']*'|`[^`]*`/g, '""');
        for (const match of bare.matchAll(/(?<![\w.$])([A-Za-z_]\w*)\s*\(/g)) if (match[1] && !known.has(match[1])) found.add(match[1]);
    }
    return [...found];
}

/** Where a text has islands, for drawing them. */
export function pieces(text: string): { text: string; island: boolean }[] {
    return text
        .split(/(\{\{[\s\S]*?\}\})/)
        .filter((piece) => piece !== "")
        .map((piece) => ({ text: piece, island: piece.startsWith("{{") }));
}

/** A value in a line: what a reader needs to know it again. */
export function inShort(value: unknown, limit = 60): string {
    if (value === undefined) return "";
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return text.length > limit ? `${text.slice(0, limit - 1)}…` : text === "" ? "(empty)" : text;
}
