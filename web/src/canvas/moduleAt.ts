import { isModule, type Module } from "./blueprint";
import { valueAt, type Path } from "./paths";

/** The module that a path such as `flow[3].routes[0].flow[1].mapper.url` leads into. */
export function moduleAt(blueprint: unknown, path: string): Module | null {
    const keys: Path = [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map((match) =>
        match[2] === undefined ? (match[1] ?? "") : Number(match[2]),
    );
    for (let length = keys.length; length > 0; length -= 1) {
        const value = valueAt(blueprint, keys.slice(0, length));
        if (isModule(value)) return value;
    }
    return null;
}
