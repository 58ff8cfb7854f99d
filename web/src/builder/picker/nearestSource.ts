import type { Blueprint } from "../../canvas/blueprint";
import { graphOf } from "../../canvas/graph";
import { lookOf, type Catalog } from "../../canvas/look";
import { visibleTo } from "../../canvas/visible";

/** The nearest module that gives many bundles: what a new aggregator most likely gathers from. */
export function nearestSource(blueprint: Blueprint, id: number, catalog: Catalog): number | undefined {
    const before = visibleTo(graphOf(blueprint), id);
    const giving = before.find((step) => ["iterator", "search"].includes(lookOf(step.module, catalog).role));
    return giving?.id;
}
