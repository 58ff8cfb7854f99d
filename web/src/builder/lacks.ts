import type { Field, ModuleDescription } from "../api";
import type { Json, JsonObject, Module } from "../canvas/blueprint";
import { kindOf, type FieldKind } from "./form/kinds";
import { shownFields } from "./form/shown";

/** Ids of what is here, of each kind that is known; a kind that was not read is missing, and nothing is said of it. */
export type Places = Partial<Record<FieldKind, ReadonlySet<string>>>;

/** What a module can't run without and does not have, as in "needs a data store". */
export function lacksOf(module: Module, description: ModuleDescription | undefined, places: Places = {}): string[] {
    if (!description) return [];
    const found: string[] = [];
    for (const section of ["parameters", "mapper"] as const) {
        const values = module[section] ?? {};
        const others = module[section === "parameters" ? "mapper" : "parameters"] ?? {};
        for (const field of shownFields(description[section], values))
            if (isLacking(field, values, others, places)) found.push(wanted(field));
    }
    return found;
}

function isLacking(field: Field, values: JsonObject, others: JsonObject, places: Places): boolean {
    const kind = kindOf(field);
    // A scenario is given a webhook, and what is not ticked is "no".
    if (kind === "hook" || kind === "boolean") return false;
    const value = isEmpty(values[field.name]) ? others[field.name] : values[field.name];
    if (!isEmpty(value)) return isElsewhere(kind, value, places);
    return field.required === true && isEmpty(field.default as Json | undefined);
}

/** It names something by a number that nothing here has. */
export function isElsewhere(kind: FieldKind, value: Json | undefined, places: Places): boolean {
    const here = places[kind];
    return here !== undefined && /^\d+$/.test(String(value)) && !here.has(String(value));
}

function isEmpty(value: Json | undefined): boolean {
    return value === undefined || value === null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);
}

/** "a data store", "an API key", "a message", or the field by its name: what is wanted, in a sentence. */
export function wanted(field: Field): string {
    const kind = kindOf(field);
    if (kind === "dataStore") return "a data store";
    if (kind === "structure") return "a data structure";
    if (kind === "feeder") return "a source";
    if (kind === "scenario") return "one to call";
    const label = field.label || field.name;
    if (kind === "connection") return /^(connection|credentials)$/i.test(label) ? (field.type.startsWith("keychain:") ? "a key" : "a connection") : withArticle(label);
    return nouns.test(label) ? withArticle(label) : `“${label}”`;
}

/** Labels that are one thing; the others, such as "Which to call" or "To", are only read well as they stand. */
const nouns = /^(message|key|name|value|text|pattern|url|folder|destination folder|array|variable name|xpath query|delay in seconds|json text|csv text)$/i;

function withArticle(label: string): string {
    const words = /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
    return `${/^([aeio]|A|O|X)/.test(words) ? "an" : "a"} ${words}`;
}
