import type { Blueprint, Module } from "../blueprint";
import { isIfElse, isModule, isRouter } from "../blueprint";
import { column } from "../geometry";
import { ancestors, downstream, graphOf, highestId } from "../graph";
import type { Path } from "../paths";
import { changing, valueAt } from "../paths";
import { move } from "./change";
import { addRoute, isDirective, required } from "./insert";
import { withoutRoute } from "./routes";

/** Cuts the wire into a module: it and what follows stay on the canvas as a loose chain. */
export function disconnect(blueprint: Blueprint, id: number): Blueprint {
    const { blueprint: rest, chain } = takeChain(blueprint, id);
    return chain.length > 0 ? keepLoose(rest, chain) : blueprint;
}

/** Wires two modules. Where the first already goes on, a router makes room for a second way. */
export function connect(blueprint: Blueprint, from: number, to: number): Blueprint {
    if (!canConnect(blueprint, from, to)) return blueprint;
    const taken = takeChain(blueprint, to);
    return settled(append(taken.blueprint, from, taken.chain), from);
}

/** A wire may not close a circle, and a module has one way in. */
export function canConnect(blueprint: Blueprint, from: number, to: number): boolean {
    const graph = graphOf(blueprint);
    const source = graph.byId.get(from);
    if (from === to || !source || !graph.byId.has(to) || isDirective(source.module)) return false;
    return graph.incoming.get(to)?.from !== from && !downstream(graph, to).includes(from);
}

/** Makes a loose chain the main flow; what was the main flow becomes loose. */
export function makeFirst(blueprint: Blueprint, id: number): Blueprint {
    const taken = takeChain(blueprint, id);
    if (taken.chain.length === 0) return blueprint;
    const before = taken.blueprint.flow;
    const next = changing(taken.blueprint, ["flow"], () => taken.chain);
    return before.length > 0 ? keepLoose(next, before) : next;
}

interface Taken {
    blueprint: Blueprint;
    chain: Module[];
}

/** Takes a module with everything behind it in its chain out of the blueprint, and tidies what held it. */
export function takeChain(blueprint: Blueprint, id: number): Taken {
    const step = graphOf(blueprint).byId.get(id);
    if (!step) return { blueprint, chain: [] };
    const whole = valueAt(blueprint, step.chain) as Module[];
    const kept = whole.slice(0, step.index);
    const chain = whole.slice(step.index);
    return { blueprint: kept.length > 0 ? changing(blueprint, step.chain, () => kept) : withoutChain(blueprint, step.chain), chain };
}

/** Takes an empty chain's holder away where it means nothing without it: a route, an error handler, a loose chain. */
export function withoutChain(blueprint: Blueprint, path: Path): Blueprint {
    const last = path[path.length - 1];
    if (last === "onerror") return changing(blueprint, path, () => undefined);
    if (path.length === 1) return changing(blueprint, path, () => []);
    if (last !== "flow") return changing(blueprint, path, () => undefined);
    const holder = path.slice(0, -1);
    const index = holder[holder.length - 1];
    if (holder[holder.length - 2] === "routes" && typeof index === "number") {
        return changing(blueprint, holder.slice(0, -2), (router) => withoutRoute(router as Module, index));
    }
    return changing(blueprint, path, () => []);
}

export function keepLoose(blueprint: Blueprint, chain: Module[]): Blueprint {
    return changing(blueprint, ["metadata", "designer", "orphans"], (chains) => [...(Array.isArray(chains) ? chains : []), chain]);
}

function append(blueprint: Blueprint, from: number, chain: Module[]): Blueprint {
    const graph = graphOf(blueprint);
    const step = required(graph, from);
    if (isRouter(step.module) || isIfElse(step.module)) return addRoute(blueprint, graph, from, chain);
    const following = (valueAt(blueprint, step.chain) as unknown[]).slice(step.index + 1).filter(isModule);
    const [next] = following;
    if (!next) return changing(blueprint, step.chain, (whole) => [...(whole as Module[]), ...chain]);
    if (following.length === 1 && isRouter(next)) return addRoute(blueprint, graph, next.id, chain);
    return fork(blueprint, step.chain, step.index, following, chain);
}

/** Puts a router behind a module: the way it had is the first route, the new one the second. */
function fork(blueprint: Blueprint, path: Path, index: number, following: Module[], chain: Module[]): Blueprint {
    const graph = graphOf(blueprint);
    const all = [...following, ...chain];
    const id = Math.max(highestId(blueprint), ...all.map((module) => module.id)) + 1;
    const next = following[0];
    const at = next ? graph.byId.get(next.id) : undefined;
    const router: Module = {
        id,
        module: "builtin:BasicRouter",
        version: 1,
        parameters: {},
        mapper: null,
        routes: [{ flow: following }, { flow: chain }],
        metadata: { designer: { x: at?.x ?? 0, y: at?.y ?? 0 } },
    };
    const forked = changing(blueprint, path, (whole) => [...(whole as Module[]).slice(0, index + 1), router]);
    const places = new Map(
        following
            .flatMap((module) => downstream(graph, module.id))
            .flatMap((other) => {
                const step = graph.byId.get(other);
                return step ? [[other, { x: step.x + column, y: step.y }] as const] : [];
            }),
    );
    return move(forked, places);
}

/** With an empty main flow, the chain that was just wired is the main flow. */
function settled(blueprint: Blueprint, id: number): Blueprint {
    if (blueprint.flow.length > 0) return blueprint;
    const before = ancestors(graphOf(blueprint), id);
    return makeFirst(blueprint, before[before.length - 1] ?? id);
}
