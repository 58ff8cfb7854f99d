import type { Blueprint, JsonObject, Module, Route } from "../blueprint";
import { isIfElse, isRouter } from "../blueprint";
import type { Point } from "../geometry";
import { column, freePlace, row } from "../geometry";
import type { Graph, Step } from "../graph";
import { downstream, graphOf, highestId } from "../graph";
import { changing, isObject } from "../paths";
import { move } from "./change";

/** Where a new module goes. */
export type Place =
    | { kind: "first" }
    | { kind: "after"; id: number }
    | { kind: "before"; id: number }
    | { kind: "route"; id: number }
    | { kind: "error"; id: number }
    | { kind: "loose"; at: Point };

/** What the picker gives: everything of a module but its number and place. */
export interface Draft {
    module: string;
    version: number;
    parameters?: JsonObject;
    mapper?: JsonObject | null;
    /** Where the user dropped it; otherwise a place is found. */
    at?: Point;
}

export interface Added {
    blueprint: Blueprint;
    id: number;
}

export function add(blueprint: Blueprint, place: Place, draft: Draft): Added {
    const id = highestId(blueprint) + 1;
    const graph = graphOf(blueprint);
    const spot = draft.at ?? spotFor(graph, place);
    const module = moduleFrom(draft, id, spot);
    const added = insert(blueprint, graph, place, module);
    return { blueprint: draft.at ? added : makeRoom(added, id), id };
}

function moduleFrom(draft: Draft, id: number, spot: Point): Module {
    const module: Module = { id, module: draft.module, version: draft.version, parameters: draft.parameters ?? {} };
    module.mapper = draft.mapper === undefined ? {} : draft.mapper;
    if (draft.module === "builtin:BasicRouter") {
        module.mapper = null;
        module.routes = [];
    }
    if (draft.module === "builtin:BasicIfElse") {
        module.mapper = null;
        module.branches = [];
    }
    module.metadata = { designer: { x: Math.round(spot.x), y: Math.round(spot.y) } };
    return module;
}

function spotFor(graph: Graph, place: Place): Point {
    if (place.kind === "loose") return place.at;
    if (place.kind === "first") {
        const first = graph.steps.find((step) => !step.loose);
        if (first) return { x: first.x - column, y: first.y };
        const { x, y } = { x: 0, y: 0 };
        return freePlace(graph, x, y);
    }
    const step = graph.byId.get(place.id);
    if (!step) return freePlace(graph, 0, 0);
    if (place.kind === "before") return { x: step.x, y: step.y };
    if (place.kind === "error") return freePlace(graph, step.x + column, step.y + row);
    const routes = (graph.outgoing.get(step.id) ?? []).filter((link) => link.kind === "route" || link.kind === "branch");
    if (place.kind === "route" || routes.length > 0) {
        const lowest = routes.flatMap((link) => downstream(graph, link.to)).map((id) => graph.byId.get(id)?.y ?? 0);
        return freePlace(graph, step.x + column, lowest.length > 0 ? Math.max(...lowest) + row : step.y);
    }
    const next = (graph.outgoing.get(step.id) ?? []).some((link) => link.kind === "flow");
    return next ? { x: step.x + column, y: step.y } : freePlace(graph, step.x + column, step.y);
}

function insert(blueprint: Blueprint, graph: Graph, place: Place, module: Module): Blueprint {
    switch (place.kind) {
        case "first":
            return blueprint.flow.length === 0
                ? changing(blueprint, ["flow"], () => [module])
                : changing(blueprint, ["flow"], (flow) => [module, ...(flow as Module[])]);
        case "loose":
            return changing(blueprint, ["metadata", "designer", "orphans"], (chains) => [
                ...(Array.isArray(chains) ? chains : []),
                [module],
            ]);
        case "route":
            return addRoute(blueprint, graph, place.id, [module]);
        case "error": {
            const step = required(graph, place.id);
            const path = [...step.chain, step.index, "onerror"];
            return changing(blueprint, path, (chain) => [module, ...(Array.isArray(chain) ? (chain as Module[]) : [])]);
        }
        case "before": {
            const step = required(graph, place.id);
            return changing(blueprint, step.chain, (chain) => opening(module, chain as Module[], step.index));
        }
        case "after": {
            const step = required(graph, place.id);
            if (isRouter(step.module) || isIfElse(step.module)) return addRoute(blueprint, graph, place.id, [module]);
            const next = (chain: unknown) => opening(module, chain as Module[], step.index + 1);
            return changing(blueprint, step.chain, next);
        }
    }
}

/**
 * Puts a module into a chain. It takes over the filter of the one that stood there, as that is the condition under which the rest runs;
 * a router takes the rest of the chain into its first route, as nothing follows a router.
 */
function opening(module: Module, chain: Module[], index: number): Module[] {
    const before = chain.slice(0, index);
    const rest = chain.slice(index);
    const [next] = rest;
    if (!next) return [...before, module];
    if (isRouter(module)) return [...before, { ...module, routes: [{ flow: rest }] }];
    if (isIfElse(module))
        return [...before, { ...module, branches: [{ type: "condition", label: "", conditions: [], merge: false, flow: rest }] }];
    if (!next.filter) return [...before, module, ...rest];
    const { filter, ...unfiltered } = next;
    return [...before, { ...module, filter }, unfiltered as Module, ...rest.slice(1)];
}

/** A new route at the end of a router, or a new branch. */
export function addRoute(blueprint: Blueprint, graph: Graph, id: number, flow: Module[]): Blueprint {
    const step = required(graph, id);
    const key = isIfElse(step.module) ? "branches" : "routes";
    const route: Route =
        key === "routes" ? { flow } : { type: "condition", label: "", conditions: [], merge: false, disabled: false, flow };
    return changing(blueprint, [...step.chain, step.index, key], (routes) => [...(Array.isArray(routes) ? routes : []), route]);
}

/** Moves what is behind a new module to the right where it would stand on it. */
function makeRoom(blueprint: Blueprint, id: number): Blueprint {
    const graph = graphOf(blueprint);
    const step = required(graph, id);
    const behind = downstream(graph, id).filter((other) => other !== id);
    const nearest = (graph.outgoing.get(id) ?? [])
        .map((link) => graph.byId.get(link.to))
        .filter((next): next is Step => next !== undefined);
    const gap = Math.min(...nearest.map((next) => next.x - step.x));
    if (nearest.length === 0 || gap >= column * 0.75) return blueprint;
    const places = new Map<number, Point>();
    for (const other of behind) {
        const found = graph.byId.get(other);
        if (found) places.set(other, { x: found.x + column - gap, y: found.y });
    }
    return move(blueprint, places);
}

export function required(graph: Graph, id: number): Step {
    const step = graph.byId.get(id);
    if (!step) throw new Error(`no module ${id}`);
    return step;
}

export function isDirective(module: unknown): boolean {
    const name = isObject(module) ? module["module"] : null;
    return typeof name === "string" && /^builtin:(Ignore|Resume|Commit|Rollback|Break)$/.test(name);
}
