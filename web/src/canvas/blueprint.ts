import { isObject } from "./paths";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
    [key: string]: Json | undefined;
}

export interface Condition {
    a?: string;
    o?: string;
    b?: string;
}

export interface Filter {
    name?: string;
    /** The outer list is OR, the inner one is AND. */
    conditions?: Condition[][];
}

/** The field specs that an export carries about parameters, mapper and output. */
export interface FieldSpec {
    name?: string;
    label?: string;
    type?: string;
    required?: boolean;
    spec?: FieldSpec[] | FieldSpec;
    [key: string]: unknown;
}

export interface Route {
    flow?: Module[];
    disabled?: boolean;
    label?: string;
    [key: string]: unknown;
}

export interface Designer {
    x?: number;
    y?: number;
    name?: string;
    [key: string]: unknown;
}

/** A module as an export writes it. Keys that are not named here are kept as they are. */
export interface Module {
    id: number;
    module: string;
    version?: number;
    parameters?: JsonObject | null;
    mapper?: JsonObject | null;
    filter?: Filter | null;
    flags?: JsonObject;
    routes?: Route[];
    branches?: Route[];
    tools?: Route[];
    onerror?: Module[];
    metadata?: { designer?: Designer; interface?: FieldSpec[]; expect?: FieldSpec[]; parameters?: FieldSpec[]; [key: string]: unknown };
    [key: string]: unknown;
}

export interface Blueprint {
    name?: string;
    flow: Module[];
    metadata?: { designer?: { orphans?: Module[][]; [key: string]: unknown }; [key: string]: unknown };
    [key: string]: unknown;
}

export const emptyBlueprint: Blueprint = { name: "", flow: [], metadata: { version: 1, scenario: {}, designer: { orphans: [] } } };

/** What came from the server or a file as something that can be walked; `null` where it has no flow. */
export function asBlueprint(value: unknown): Blueprint | null {
    return isObject(value) && Array.isArray(value["flow"]) ? (value as Blueprint) : null;
}

export function isModule(value: unknown): value is Module {
    return isObject(value) && typeof value["id"] === "number" && typeof value["module"] === "string";
}

export const routerName = "builtin:BasicRouter";
export const ifElseName = "builtin:BasicIfElse";

export function isRouter(module: Module): boolean {
    return module.module === routerName || Array.isArray(module.routes);
}

export function isIfElse(module: Module): boolean {
    return module.module === ifElseName || Array.isArray(module.branches);
}

export function fallbackOf(router: Module): number | null {
    const index = router.parameters?.["else"];
    return typeof index === "number" ? index : null;
}

export function conditionsOf(filter: Filter | null | undefined): Condition[][] {
    return Array.isArray(filter?.conditions) ? filter!.conditions!.filter((group) => Array.isArray(group) && group.length > 0) : [];
}

export function hasFilter(filter: Filter | null | undefined): boolean {
    return conditionsOf(filter).length > 0 || Boolean(filter?.name);
}
