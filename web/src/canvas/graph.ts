import type { Blueprint, Filter, Module, Route } from "./blueprint";
import { fallbackOf, hasFilter, isModule, isRouter } from "./blueprint";
import type { Path } from "./paths";

export interface Step {
    id: number;
    module: Module;
    /** The array that holds the module, and its place in it. */
    chain: Path;
    index: number;
    /** Not connected to the main flow, so never run. */
    loose: boolean;
    x: number;
    y: number;
    /** How deep routes and error chains are nested above it: the outline's indent. */
    level: number;
}

export type LinkKind = "flow" | "route" | "branch" | "error" | "tool";

export interface Link {
    key: string;
    from: number;
    to: number;
    kind: LinkKind;
    /** The index of the route, branch or tool. */
    route?: number;
    filter?: Filter;
    fallback?: boolean;
    disabled?: boolean;
    label?: string;
}

export interface Graph {
    /** In wire order: a module, its error chain, its routes, then what follows it. */
    steps: Step[];
    links: Link[];
    byId: Map<number, Step>;
    incoming: Map<number, Link>;
    outgoing: Map<number, Link[]>;
}

const known = new WeakMap<Blueprint, Graph>();

export function graphOf(blueprint: Blueprint): Graph {
    const found = known.get(blueprint);
    if (found) return found;
    const graph = new GraphReading(blueprint).graph;
    known.set(blueprint, graph);
    return graph;
}

class GraphReading {
    readonly graph: Graph = { steps: [], links: [], byId: new Map(), incoming: new Map(), outgoing: new Map() };

    constructor(blueprint: Blueprint) {
        this.chain(blueprint.flow, ["flow"], false, 0);
        const loose = blueprint.metadata?.designer?.orphans;
        if (Array.isArray(loose)) loose.forEach((chain, index) => this.chain(chain, ["metadata", "designer", "orphans", index], true, 0));
    }

    /** Reads a chain; gives the id of its first module. */
    private chain(modules: unknown, path: Path, loose: boolean, level: number): number | null {
        if (!Array.isArray(modules)) return null;
        let first: number | null = null;
        let before: Module | null = null;
        let merging: number[] = [];
        modules.forEach((module: unknown, index) => {
            if (!isModule(module)) return;
            const step = { id: module.id, module, chain: path, index, loose, ...placeOf(module), level };
            this.graph.steps.push(step);
            if (!this.graph.byId.has(step.id)) this.graph.byId.set(step.id, step);
            if (first === null) first = module.id;
            if (merging.length > 0) merging.forEach((from) => this.link(from, module, "flow"));
            else if (before) this.link(before.id, module, "flow");
            merging = this.below(module, [...path, index], loose, level);
            before = module;
        });
        return first;
    }

    /** Reads what hangs on a module; gives the ends of the branches that meet again in the merge behind it. */
    private below(module: Module, path: Path, loose: boolean, level: number): number[] {
        const error = this.chain(module.onerror, [...path, "onerror"], loose, level + 1);
        if (error !== null) this.linkTo(module.id, error, "error");
        this.hanging(module, module.tools, "tools", "tool", path, loose, level);
        this.hanging(module, module.routes, "routes", "route", path, loose, level);
        return this.hanging(module, module.branches, "branches", "branch", path, loose, level);
    }

    private hanging(owner: Module, routes: unknown, key: string, kind: LinkKind, path: Path, loose: boolean, level: number): number[] {
        if (!Array.isArray(routes)) return [];
        const merging: number[] = [];
        routes.forEach((route: Route | null, index) => {
            const first = this.chain(route?.flow, [...path, key, index, "flow"], loose, level + 1);
            if (first === null) return;
            this.linkTo(owner.id, first, kind, { route: index, ...describe(owner, route, kind, index) });
            const last = route?.flow?.[route.flow.length - 1];
            if (route?.["merge"] === true && isModule(last)) merging.push(last.id);
        });
        return merging;
    }

    private linkTo(from: number, to: number, kind: LinkKind, more: Partial<Link> = {}): void {
        const step = this.graph.byId.get(to);
        if (step) this.link(from, step.module, kind, more);
    }

    private link(from: number, to: Module, kind: LinkKind, more: Partial<Link> = {}): void {
        const link: Link = { key: `${from}-${to.id}`, from, to: to.id, kind, ...more };
        if (to.filter && hasFilter(to.filter)) link.filter = to.filter;
        this.graph.links.push(link);
        this.graph.incoming.set(to.id, link);
        this.graph.outgoing.set(from, [...(this.graph.outgoing.get(from) ?? []), link]);
    }
}

function describe(owner: Module, route: Route | null, kind: LinkKind, index: number): Partial<Link> {
    const more: Partial<Link> = {};
    if (route?.disabled) more.disabled = true;
    if (kind === "route" && isRouter(owner) && fallbackOf(owner) === index) more.fallback = true;
    if (kind === "branch" && route?.["type"] === "else") more.fallback = true;
    const label = route?.label ?? route?.["name"];
    if (typeof label === "string" && label) more.label = label;
    return more;
}

function placeOf(module: Module): { x: number; y: number } {
    const designer = module.metadata?.designer;
    return { x: finite(designer?.x), y: finite(designer?.y) };
}

function finite(value: unknown): number {
    return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

export function highestId(blueprint: Blueprint): number {
    return graphOf(blueprint).steps.reduce((highest, step) => Math.max(highest, step.id), 0);
}

export function firstStep(blueprint: Blueprint): Step | null {
    return graphOf(blueprint).steps.find((step) => !step.loose) ?? null;
}

/** The module and everything behind it. */
export function downstream(graph: Graph, id: number): number[] {
    const seen = new Set<number>();
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        for (const link of graph.outgoing.get(next) ?? []) waiting.push(link.to);
    }
    return [...seen];
}

/** What comes before a module along its wires, nearest first. */
export function ancestors(graph: Graph, id: number): number[] {
    const found: number[] = [];
    let link = graph.incoming.get(id);
    while (link && !found.includes(link.from)) {
        found.push(link.from);
        link = graph.incoming.get(link.from);
    }
    return found;
}
