/** The way to a value inside a blueprint: object keys and array indexes from the root. */
export type Path = readonly (string | number)[];

export function valueAt(root: unknown, path: Path): unknown {
    let value = root;
    for (const key of path) {
        if (value === null || typeof value !== "object") return undefined;
        value = (value as Record<string | number, unknown>)[key];
    }
    return value;
}

/** A copy of `root` in which the value at `path` is changed. Everything beside the path is shared; `undefined` takes a key away. */
export function changing<T>(root: T, path: Path, change: (value: unknown) => unknown): T {
    return changed(root, path, 0, change) as T;
}

function changed(value: unknown, path: Path, depth: number, change: (value: unknown) => unknown): unknown {
    const key = path[depth];
    if (key === undefined) return change(value);
    if (typeof key === "number") {
        const items = Array.isArray(value) ? value : [];
        const next = changed(items[key], path, depth + 1, change);
        if (next === items[key]) return value;
        const copy = items.slice();
        if (next === undefined) copy.splice(key, 1);
        else copy[key] = next;
        return copy;
    }
    const members: Record<string, unknown> = isObject(value) ? value : {};
    const next = changed(members[key], path, depth + 1, change);
    if (next === members[key]) return value;
    const copy = { ...members };
    if (next === undefined) delete copy[key];
    else copy[key] = next;
    return copy;
}

export function isObject(value: unknown): value is Record<string, unknown> {
    return value !== null && typeof value === "object" && !Array.isArray(value);
}

export function samePath(a: Path, b: Path): boolean {
    return a.length === b.length && a.every((key, index) => key === b[index]);
}
