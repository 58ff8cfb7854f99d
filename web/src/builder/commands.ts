import type { Blueprint, Module } from "../canvas/blueprint";
import type { Place } from "../canvas/edit";
import { graphOf } from "../canvas/graph";
import { isObject } from "../canvas/paths";
import type { ModuleDescription } from "../api";

/** What may stand at a place: triggers begin a flow, directives end an error chain. */
export function allowedAt(blueprint: Blueprint, place: Place): (module: ModuleDescription) => boolean {
    const beginning = place.kind === "first" || place.kind === "loose";
    const errors = place.kind === "error" || ("id" in place && (graphOf(blueprint).byId.get(place.id)?.chain.includes("onerror") ?? false));
    return (module) => (module.role === "trigger" ? beginning : module.role === "errorDirective" ? errors : true);
}

/** What a place is for: a flow begins with a trigger, and errors are dealt with by a directive. */
export function preferredAt(place: Place): (module: ModuleDescription) => boolean {
    return place.kind === "first" ? startsRuns : place.kind === "error" ? dealsWithErrors : none;
}

// Each the same function at all times, as lists are sorted anew by another one.
const startsRuns = (module: ModuleDescription) => module.role === "trigger";
const dealsWithErrors = (module: ModuleDescription) => module.role === "errorDirective";
const none = () => false;

/** Whether a module's own settings are others than they were; where it stands and what it is called does not count. */
export function changedSince(before: Module | undefined, now: Module): boolean {
    if (!before) return true;
    return before !== now && (["module", "version", "parameters", "mapper", "flags"] as const).some((key) => before[key] !== now[key]);
}

/** All texts inside a value, for finding what they refer to. */
export function textsIn(value: unknown): string[] {
    if (typeof value === "string") return [value];
    if (Array.isArray(value)) return value.flatMap(textsIn);
    return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** The module that an address asks for: `?module=3`. */
export function moduleAsked(search: string, blueprint: Blueprint): number | undefined {
    const id = Number(new URLSearchParams(search).get("module") ?? NaN);
    return graphOf(blueprint).byId.has(id) ? id : undefined;
}
