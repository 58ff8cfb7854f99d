import type { Blueprint, Module } from "../blueprint";
import { freePlace, row } from "../geometry";
import { graphOf, highestId } from "../graph";
import type { Added } from "./insert";
import { keepLoose } from "./connect";

/** A copy of one module, without what hangs on it, loose and below. */
export function duplicate(blueprint: Blueprint, id: number): Added | null {
    const step = graphOf(blueprint).byId.get(id);
    if (!step) return null;
    const pasted = paste(blueprint, [step.module]);
    return pasted.ids[0] === undefined ? null : { blueprint: pasted.blueprint, id: pasted.ids[0] };
}

/** Copies of modules as loose ones with new numbers; references among them follow. */
export function paste(blueprint: Blueprint, modules: readonly Module[]): { blueprint: Blueprint; ids: number[] } {
    const first = highestId(blueprint) + 1;
    const numbers = new Map(modules.map((module, index) => [module.id, first + index]));
    let next = blueprint;
    for (const module of modules) next = keepLoose(next, [copyOf(next, module, numbers)]);
    return { blueprint: next, ids: [...numbers.values()] };
}

function copyOf(blueprint: Blueprint, module: Module, numbers: ReadonlyMap<number, number>): Module {
    const { filter: _filter, onerror: _onerror, routes, branches, tools, ...kept } = module;
    const copy = renumbered(kept, numbers) as Module;
    const designer = module.metadata?.designer ?? {};
    const place = freePlace(graphOf(blueprint), Number(designer.x) || 0, (Number(designer.y) || 0) + row);
    const feeder = numbers.get(Number(copy.parameters?.["feeder"]));
    if (feeder !== undefined) copy.parameters = { ...copy.parameters, feeder };
    copy.id = numbers.get(module.id) ?? module.id;
    if (routes) copy.routes = [];
    if (branches) copy.branches = [];
    if (tools) copy.tools = [];
    copy.metadata = { ...copy.metadata, designer: { ...designer, ...place } };
    return copy;
}

/** Rewrites `{{3.name}}` to the new numbers in all texts. */
function renumbered(value: unknown, numbers: ReadonlyMap<number, number>): unknown {
    if (typeof value === "string") return value.includes("{{") ? renumberedText(value, numbers) : value;
    if (Array.isArray(value)) return value.map((item) => renumbered(item, numbers));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renumbered(item, numbers)]));
}

const reference = /"(?:[^"]|"")*"|(?<![\w.`$])(\d+)(?=\.[\p{L}_$`@#])/gu;

function renumberedText(text: string, numbers: ReadonlyMap<number, number>): string {
    return text.replace(/\{\{[\s\S]*?\}\}/g, (island) =>
        island.replace(reference, (whole, id: string | undefined) => (id === undefined ? whole : String(numbers.get(Number(id)) ?? id))),
    );
}
