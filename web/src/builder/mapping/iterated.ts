import type { Graph } from "../../canvas/graph";
import { lookOf, type Catalog } from "../../canvas/look";
import { isObject } from "../../canvas/paths";
import { valueOfReference } from "./reference";

/** An iterator's bundles are the items of an array that a run has kept already, so it keeps none of its own: the first one is read from there. */
export function withIterated(samples: ReadonlyMap<number, unknown>, graph: Graph, catalog: Catalog): ReadonlyMap<number, unknown> {
    const all = new Map(samples);
    for (const { id, module } of graph.steps) {
        if (all.has(id) || lookOf(module, catalog).role !== "iterator") continue;
        const array = module.mapper?.["array"];
        const items = typeof array === "string" ? valueOfReference(array, all) : array;
        if (items === undefined || items === null) continue;
        const list: unknown[] = Array.isArray(items) ? items : [items];
        const [first] = list;
        if (first === undefined) continue;
        all.set(id, { ...(isObject(first) ? first : { value: first }), __IMTINDEX__: 1, __IMTLENGTH__: list.length });
    }
    return all;
}
