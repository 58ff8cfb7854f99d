import { useCallback, useMemo, useState } from "react";
import type { Graph, Step } from "../canvas/graph";
import type { Catalog } from "../canvas/look";
import { lacksOf } from "./lacks";
import { usePlaces } from "./usePlaces";

export interface Lacks {
    /** Of one module, in words; undefined: it has all that it needs. */
    needOf: (step: Step) => string | undefined;
    /** The modules that lack something, in their order; those that nothing leads to don't count. */
    lacking: Step[];
    /** Something was made that a module may name. */
    onMade: () => void;
}

/** What the scenario on the canvas can't run without and does not have. */
export function useLacks(teamId: number, graph: Graph, catalog: Catalog): Lacks {
    const [made, setMade] = useState(0);
    const places = usePlaces(teamId, graph, catalog, made);
    const lacks = useMemo(
        () => new Map(graph.steps.map((step) => [step.id, lacksOf(step.module, catalog.get(step.module.module), places)])),
        [graph, catalog, places],
    );
    const needOf = useCallback((step: Step) => lacks.get(step.id)?.join(", ") || undefined, [lacks]);
    const lacking = graph.steps.filter((step) => !step.loose && (lacks.get(step.id)?.length ?? 0) > 0);
    return { needOf, lacking, onMade: () => setMade((count) => count + 1) };
}
