import type { Graph, Step } from "./graph";
import { ancestors } from "./graph";

/**
 * The modules whose output a module may use, nearest first. What an aggregator gathered is closed to those behind it: from its source up to it.
 */
export function visibleTo(graph: Graph, id: number): Step[] {
    const visible: Step[] = [];
    let hiddenUpTo: number | null = null;
    for (const before of ancestors(graph, id)) {
        const step = graph.byId.get(before);
        if (!step) continue;
        if (hiddenUpTo === null) visible.push(step);
        else if (before === hiddenUpTo) hiddenUpTo = null;
        if (hiddenUpTo === null && visible.includes(step)) hiddenUpTo = gatheredFrom(graph, step);
    }
    return visible;
}

function gatheredFrom(graph: Graph, step: Step): number | null {
    const feeder = Number(step.module.parameters?.["feeder"]);
    return Number.isInteger(feeder) && ancestors(graph, step.id).includes(feeder) ? feeder : null;
}
