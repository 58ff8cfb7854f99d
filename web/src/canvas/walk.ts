import type { Graph, Step } from "./graph";

export type Direction = "left" | "right" | "up" | "down";

/** Where an arrow key leads: along the wires to the sides, among neighbours up and down. */
export function neighbour(graph: Graph, id: number, direction: Direction): number | null {
    const step = graph.byId.get(id);
    if (!step) return graph.steps[0]?.id ?? null;
    if (direction === "left") return graph.incoming.get(id)?.from ?? null;
    if (direction === "right") return onward(graph, id);
    return sibling(graph, step, direction) ?? nearest(graph, step, direction);
}

function onward(graph: Graph, id: number): number | null {
    const links = graph.outgoing.get(id) ?? [];
    return (links.find((link) => link.kind !== "error" && link.kind !== "tool") ?? links[0])?.to ?? null;
}

/** The next branch of the same module: routes from top to bottom, then the error chain. */
function sibling(graph: Graph, step: Step, direction: "up" | "down"): number | null {
    const from = graph.incoming.get(step.id)?.from;
    if (from === undefined) return null;
    const branches = (graph.outgoing.get(from) ?? [])
        .map((link) => graph.byId.get(link.to))
        .filter((next): next is Step => next !== undefined);
    const sorted = branches.sort((a, b) => a.y - b.y);
    return sorted[sorted.indexOf(step) + (direction === "up" ? -1 : 1)]?.id ?? null;
}

function nearest(graph: Graph, step: Step, direction: "up" | "down"): number | null {
    const sign = direction === "up" ? -1 : 1;
    const candidates = graph.steps.filter((other) => (other.y - step.y) * sign > 20);
    const distance = (other: Step) => Math.abs(other.y - step.y) + 3 * Math.abs(other.x - step.x);
    return candidates.sort((a, b) => distance(a) - distance(b))[0]?.id ?? null;
}
