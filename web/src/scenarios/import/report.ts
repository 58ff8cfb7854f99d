import type { Catalog } from "../../canvas/look";
import { everyModule } from "../../canvas/everyModule";

/** Modules of a file that don't run here, each kind once, and why. */
export interface Report {
    modules: number;
    runs: number;
    stops: { module: string; count: number; why: string }[];
}

export function reportOf(blueprint: unknown, catalog: Catalog): Report {
    const modules = everyModule(blueprint);
    const stops = new Map<string, { module: string; count: number; why: string }>();
    for (const module of modules) {
        const description = catalog.get(module.module);
        const version = module.version;
        const old = description !== undefined && version !== undefined && description.versions.length > 0 && !description.versions.includes(version);
        if (description && !old) continue;
        const why = old ? `version ${version} is not in the library, only ${description.versions.join(" and ")}` : "not in the library";
        const key = `${module.module} ${why}`;
        const before = stops.get(key);
        if (before) before.count += 1;
        else stops.set(key, { module: module.module, count: 1, why });
    }
    const stopped = [...stops.values()].reduce((sum, one) => sum + one.count, 0);
    return { modules: modules.length, runs: modules.length - stopped, stops: [...stops.values()] };
}
