/** The values of a pattern's `:names`, or null where the path is another one. */
export function match(pattern: string, path: string): Record<string, string> | null {
    const wanted = pattern.split("/");
    const given = path.replace(/\/+$/, "").split("/");
    if (wanted.length !== given.length) return null;
    const values: Record<string, string> = {};
    for (const [position, part] of wanted.entries()) {
        const value = given[position] ?? "";
        if (part.startsWith(":")) {
            if (value === "") return null;
            values[part.slice(1)] = decodeURIComponent(value);
        } else if (part !== value) return null;
    }
    return values;
}
