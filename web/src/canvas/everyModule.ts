import { isModule, type Module } from "./blueprint";
import { isObject } from "./paths";

/** Every module of a blueprint, wherever it stands: routes, branches, tools, error handlers, and what hangs loose. */
export function everyModule(blueprint: unknown): Module[] {
    const found: Module[] = [];
    const visit = (flow: unknown) => {
        if (!Array.isArray(flow)) return;
        for (const entry of flow) {
            if (!isModule(entry)) continue;
            found.push(entry);
            visit(entry.onerror);
            for (const kind of ["routes", "branches", "tools"] as const) for (const route of entry[kind] ?? []) visit(route?.flow);
        }
    };
    const root = rootOf(blueprint);
    if (!root) return found;
    visit(root.flow);
    const loose = root.metadata?.designer?.orphans;
    if (Array.isArray(loose)) loose.forEach(visit);
    return found;
}

interface Root {
    flow?: unknown;
    metadata?: { designer?: { orphans?: unknown } };
}

/** A file may be the blueprint itself or an answer that holds it. */
export function rootOf(value: unknown): Root | null {
    if (!isObject(value)) return null;
    const { flow, blueprint, response } = value as { flow?: unknown; blueprint?: unknown; response?: unknown };
    if (Array.isArray(flow)) return value as Root;
    return rootOf(blueprint) ?? rootOf(response);
}
