import { useMemo, type ReactNode } from "react";
import { isRouter } from "./blueprint";
import { curveOf } from "./geometry";
import type { Graph, Step } from "./graph";
import type { DrawnLink } from "./Links";
import { lookOf, titleOf, type Catalog, type Look } from "./look";
import type { StepStatus } from "./StatusMark";

interface Shown {
    statusOf?: (id: number) => StepStatus | undefined;
    badgeOf?: (step: Step, look: Look) => ReactNode;
}

/** What is drawn of each module and wire, worked out anew only where it is another. */
export function useDrawing(graph: Graph, catalog: Catalog, placeOf: (step: Step) => Step, { statusOf, badgeOf }: Shown) {
    const looks = useMemo(() => new Map(graph.steps.map((step) => [step.id, lookOf(step.module, catalog)])), [graph, catalog]);
    const titles = useMemo(
        () => new Map(graph.steps.map((step) => [step.id, titleOf(step.module, looks.get(step.id) ?? lookOf(step.module, catalog))])),
        [graph, looks, catalog],
    );

    const badges = useMemo(
        () => new Map(graph.steps.map((step) => [step.id, badgeOf?.(step, looks.get(step.id) ?? lookOf(step.module, catalog))])),
        [graph, looks, catalog, badgeOf],
    );

    const links = useMemo<DrawnLink[]>(() => {
        const took = (id: number): boolean => {
            const step = graph.byId.get(id);
            // A router does nothing that is counted; it was passed where something behind it ran.
            return (
                Boolean(statusOf?.(id)) ||
                (step !== undefined && isRouter(step.module) && (graph.outgoing.get(id) ?? []).some((link) => took(link.to)))
            );
        };
        return graph.links.flatMap((link) => {
            const from = graph.byId.get(link.from);
            const to = graph.byId.get(link.to);
            if (!from || !to) return [];
            const passed = took(link.from) && took(link.to);
            return [
                {
                    link,
                    curve: curveOf(link, placeOf(from), placeOf(to)),
                    passed,
                    between: `between ${titles.get(link.from)} and ${titles.get(link.to)}`,
                },
            ];
        });
    }, [graph, placeOf, titles, statusOf]);
    return { looks, titles, badges, links };
}
