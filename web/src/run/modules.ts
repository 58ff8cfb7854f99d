/** What people call each module of a blueprint: the name given in the builder, the library's label, or the module's own. */
export function moduleNames(blueprint: unknown, catalog?: ReadonlyMap<string, { label: string }>): Map<number, string> {
    const names = new Map<number, string>();
    const visit = (flow: unknown) => {
        if (!Array.isArray(flow)) return;
        for (const entry of flow) {
            if (!isRecord(entry)) continue;
            const id = entry["id"];
            if (typeof id === "number") names.set(id, nameOf(entry, catalog));
            visit(entry["onerror"]);
            for (const kind of ["routes", "branches", "tools"])
                for (const route of Array.isArray(entry[kind]) ? (entry[kind] as unknown[]) : []) if (isRecord(route)) visit(route["flow"]);
        }
    };
    if (isRecord(blueprint)) visit(blueprint["flow"]);
    return names;
}

function nameOf(module: Record<string, unknown>, catalog: ReadonlyMap<string, { label: string }> | undefined): string {
    const metadata = module["metadata"];
    const designer = isRecord(metadata) ? metadata["designer"] : undefined;
    const given = isRecord(designer) ? designer["name"] : undefined;
    return typeof given === "string" && given !== "" ? given : (catalog?.get(String(module["module"]))?.label ?? String(module["module"] ?? ""));
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
