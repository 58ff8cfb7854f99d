import type { Blueprint, Module } from "../blueprint";
import { isModule } from "../blueprint";
import { graphOf } from "../graph";
import { changing, valueAt } from "../paths";
import { keepLoose, withoutChain } from "./connect";
import { isDirective } from "./insert";

/**
 * Takes a module away. Reconnecting, what follows takes its place (of a router: its first route); otherwise it stays on the canvas as
 * loose chains. An error chain of directives alone goes with its module.
 */
export function remove(blueprint: Blueprint, id: number, reconnect: boolean): Blueprint {
    const step = graphOf(blueprint).byId.get(id);
    if (!step) return blueprint;
    const chain = valueAt(blueprint, step.chain) as Module[];
    const before = chain.slice(0, step.index);
    const after = chain.slice(step.index + 1);
    const hanging = [...(step.module.routes ?? []), ...(step.module.branches ?? [])].map((route) => modulesOf(route?.flow)).filter(some);
    const loose = [modulesOf(step.module.onerror), ...(step.module.tools ?? []).map((tool) => modulesOf(tool?.flow))].filter(some);
    const ways = [...hanging, after].filter(some);
    const [next, ...others] = reconnect ? ways : [[], ...ways];
    const kept = [...before, ...takingFilter(step.module, next ?? [], step.index)];
    const rest = kept.length > 0 ? changing(blueprint, step.chain, () => kept) : withoutChain(blueprint, step.chain);
    return [...others, ...loose.filter((errors) => !errors.every(isDirective))].reduce(keepLoose, rest);
}

export function removeAll(blueprint: Blueprint, ids: readonly number[], reconnect: boolean): Blueprint {
    return ids.reduce((next, id) => remove(next, id, reconnect), blueprint);
}

/** The condition before a module guards what takes its place, unless that has one of its own. */
function takingFilter(removed: Module, chain: Module[], index: number): Module[] {
    const [first, ...rest] = chain;
    if (!first || index === 0 || first.filter || !removed.filter) return chain;
    return [{ ...first, filter: removed.filter }, ...rest];
}

const modulesOf = (chain: unknown): Module[] => (Array.isArray(chain) ? chain.filter(isModule) : []);
const some = (chain: Module[]) => chain.length > 0;
