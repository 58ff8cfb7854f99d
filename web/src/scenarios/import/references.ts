import type { FieldSpec, Module } from "../../canvas/blueprint";
import type { Catalog } from "../../canvas/look";
import { isObject } from "../../canvas/paths";
import { acceptedTypes } from "../../connections/form";
import { everyModule } from "../../canvas/everyModule";

export type Kind = "connection" | "key" | "webhook" | "dataStore" | "structure" | "scenario";

/** Something outside of the file that its modules name by an id, which means something else here. */
export interface Reference {
    /** Of the kind and the id: the same one in several modules and files is asked for once. */
    key: string;
    kind: Kind;
    id: string;
    /** As it was called where the file comes from; empty where the file doesn't say. */
    label: string;
    /** Which kinds of connection or key fit; empty for others. */
    types: string[];
    uses: Use[];
    /** A module that runs here names it. Those of modules that don't are kept as they are. */
    runs: boolean;
}

interface Use {
    /** The file's place among those that are imported. */
    file: number;
    moduleId: number;
    module: string;
    section: "parameters" | "mapper";
    name: string;
    runs: boolean;
    /** Without it the module does nothing. */
    needed: boolean;
}

/** What is to stand there: the id of something here and what it is called. */
export interface Choice {
    id: number;
    name: string;
}

/** All that the files name, each once, in the order in which it comes. */
export function referencesIn(blueprints: readonly unknown[], catalog: Catalog): Reference[] {
    const found = new Map<string, Reference>();
    blueprints.forEach((blueprint, file) => {
        for (const module of everyModule(blueprint))
            for (const section of ["parameters", "mapper"] as const)
                for (const [name, value] of Object.entries(module[section] ?? {})) {
                    const id = idOf(value);
                    const type = id === null ? null : typeOf(module, section, name, catalog);
                    const kind = type === null ? null : kindOf(type);
                    if (id === null || type === null || kind === null) continue;
                    const key = `${kind} ${id}`;
                    const types = kind === "connection" || kind === "key" ? acceptedTypes(type) : [];
                    const before = found.get(key);
                    // A library that could not be read knows no module; then none is trusted with a number from elsewhere.
                    const runs = catalog.size === 0 || catalog.has(module.module);
                    const needed = catalog.get(module.module)?.[section].find((field) => field.name === name)?.required !== false;
                    const use = { file, moduleId: module.id, module: module.module, section, name, runs, needed };
                    if (before) {
                        before.uses.push(use);
                        before.label ||= labelOf(module, section, name);
                        // What fits is for the modules to say that it is chosen for.
                        const common = runs === before.runs ? before.types.filter((one) => types.includes(one)) : runs ? types : [];
                        if (common.length > 0) before.types = common;
                        before.runs ||= runs;
                    } else found.set(key, { key, kind, id, label: labelOf(module, section, name), types, uses: [use], runs });
                }
    });
    return [...found.values()];
}

/** "Customers of the old firm (data store)": how a reference is called. */
export function nameOf({ label, kind, id }: Reference): string {
    return label ? `${label} (${words[kind]})` : `${words[kind]} ${id}`;
}

export const words: Record<Kind, string> = {
    connection: "connection",
    key: "key",
    webhook: "webhook",
    dataStore: "data store",
    structure: "data structure",
    scenario: "called one",
};

/** What a run of a file's scenario would stop at: a webhook is none of it, as a scenario without one is given one. */
export function leftToChoose(file: number, references: readonly Reference[], chosen: ReadonlyMap<string, Choice>): Reference[] {
    return references.filter(
        (one) => one.kind !== "webhook" && !chosen.has(one.key) && one.uses.some((use) => use.file === file && use.runs && use.needed),
    );
}

/**
 * The blueprint with the chosen things in place of those that it named. A number that was left would mean something else here, so it is taken
 * out; what it was stays beside it. The blueprint given is not changed.
 */
export function rewritten(blueprint: unknown, file: number, references: readonly Reference[], chosen: ReadonlyMap<string, Choice>): unknown {
    const uses = references.flatMap((reference) => {
        const choice = chosen.get(reference.key);
        return reference.uses.filter((use) => use.file === file && use.runs).map((use) => ({ use, choice, was: reference.id }));
    });
    if (uses.length === 0) return blueprint;
    const change = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(change);
        // What is no plain object, such as a number kept by its digits, must stay what it is.
        if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
        const copy = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, change(one)]));
        const mine = uses.filter(({ use }) => copy["id"] === use.moduleId && copy["module"] === use.module);
        for (const { use, choice, was } of mine) choice ? put(copy, use, choice) : takeOut(copy, use, was);
        return copy;
    };
    return change(blueprint);
}

function put(module: Record<string, unknown>, use: Use, choice: Choice) {
    const values = module[use.section] as Record<string, unknown>;
    values[use.name] = typeof values[use.name] === "string" ? String(choice.id) : choice.id;
    const restored = restoreOf(module as unknown as Module, use.section, use.name);
    if (restored) {
        restored["label"] = choice.name;
        delete restored["was"];
    }
}

/** The number goes; where it was called something, and by which number, is kept for whoever chooses later. */
function takeOut(module: Record<string, unknown>, use: Use, was: string) {
    delete (module[use.section] as Record<string, unknown>)[use.name];
    let at = module;
    for (const key of ["metadata", "restore", partOf(use.section), use.name]) {
        if (!isObject(at[key])) at[key] = {};
        at = at[key] as Record<string, unknown>;
    }
    at["was"] = was;
}

const partOf = (section: "parameters" | "mapper") => (section === "parameters" ? "parameters" : "expect");

/** Ids are whole numbers, also written as text. */
function idOf(value: unknown): string | null {
    if (typeof value === "number" && Number.isInteger(value) && value > 0) return String(value);
    return typeof value === "string" && /^[1-9]\d{0,17}$/.test(value) ? value : null;
}

/** The library knows best; else what the file says of its own fields; else the names that exports always use. */
function typeOf(module: Module, section: "parameters" | "mapper", name: string, catalog: Catalog): string | null {
    const known = catalog.get(module.module)?.[section].find((field) => field.name === name)?.type;
    if (known && kindOf(known)) return known;
    const specs = section === "parameters" ? module.metadata?.parameters : module.metadata?.expect;
    const told = Array.isArray(specs) ? specs.find((spec: FieldSpec) => spec?.name === name)?.type : undefined;
    if (told && kindOf(told)) return told;
    if (name === "__IMTHOOK__") return "hook";
    if (name === "datastore") return "datastore";
    if (name !== "__IMTCONN__") return null;
    const data = restoreOf(module, section, name)?.["data"];
    const connection = isObject(data) ? (data as Record<string, unknown>)["connection"] : undefined;
    return `account:${typeof connection === "string" ? connection : module.module.split(":")[0]}`;
}

function kindOf(type: string): Kind | null {
    const low = type.toLowerCase();
    if (low.startsWith("account:")) return "connection";
    if (low.startsWith("keychain:")) return "key";
    if (low === "hook" || low.startsWith("hook:")) return "webhook";
    if (low === "datastore") return "dataStore";
    if (low === "scenario") return "scenario";
    return low === "udt" ? "structure" : null;
}

function labelOf(module: Module, section: "parameters" | "mapper", name: string): string {
    const label = restoreOf(module, section, name)?.["label"];
    return typeof label === "string" ? label : "";
}

function restoreOf(module: Module, section: "parameters" | "mapper", name: string): Record<string, unknown> | null {
    const restore = module.metadata?.["restore"] as Record<string, unknown> | undefined;
    const part = restore?.[partOf(section)];
    const one = isObject(part) ? (part as Record<string, unknown>)[name] : undefined;
    return isObject(one) ? (one as Record<string, unknown>) : null;
}
