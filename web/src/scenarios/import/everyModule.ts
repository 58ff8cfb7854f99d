import { isModule, type Module } from "../../canvas/blueprint";
import { isObject } from "../../canvas/paths";

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
    if (!isObject(blueprint)) return found;
    const root = blueprint as { flow?: unknown; metadata?: { designer?: { orphans?: unknown } } };
    visit(root.flow);
    const loose = root.metadata?.designer?.orphans;
    if (Array.isArray(loose)) loose.forEach(visit);
    return found;
}
