import type { Field } from "../../api";
import type { FieldSpec, Module } from "../../canvas/blueprint";
import type { Catalog } from "../../canvas/look";
import { isObject } from "../../canvas/paths";

/** A field that can be mapped, with what it held in the last run. */
export interface SourceField {
    /** Names from the module down; `items[]` stands for an array's items. */
    path: string[];
    label: string;
    type: string;
    sample?: unknown;
    depth: number;
}

interface Node {
    name: string;
    label: string;
    type: string;
    sample?: unknown;
    children: Map<string, Node>;
}

const deepest = 6;

/** All output fields that are known of a module: from its descriptor, from what the export learned, and from what it really gave. */
export function sourceFields(module: Module, catalog: Catalog, sample: unknown): SourceField[] {
    const root = new Map<string, Node>();
    addSpecs(root, catalog.get(module.module)?.output);
    addSpecs(root, module.metadata?.interface);
    addSpecs(root, variablesOf(module));
    addSample(root, sample, 0);
    const fields: SourceField[] = [];
    collect(root, [], 0, fields);
    return fields;
}

/** The names that a variables module sets are its output's fields. */
function variablesOf(module: Module): FieldSpec[] {
    const mapper = module.mapper ?? {};
    if (/^util:(Set|Get)Variable2?$/.test(module.module)) return named([mapper["name"]]);
    if (!/^util:(Set|Get)Variables$/.test(module.module) || !Array.isArray(mapper["variables"])) return [];
    return named(mapper["variables"].map((variable) => (isObject(variable) ? (variable["name"] ?? variable["value"]) : variable)));
}

function named(names: unknown[]): FieldSpec[] {
    return names.filter((name): name is string => typeof name === "string" && name !== "").map((name) => ({ name, type: "any" }));
}

function addSpecs(into: Map<string, Node>, specs: unknown, depth = 0): void {
    if (!Array.isArray(specs) || depth > deepest) return;
    for (const spec of specs as (Field | FieldSpec)[]) {
        if (!spec?.name) continue;
        const node = nodeIn(into, spec.name, spec.type ?? "any", spec.label || spec.name);
        addSpecs(node.children, spec.spec, depth + 1);
    }
}

function addSample(into: Map<string, Node>, sample: unknown, depth: number): void {
    if (!isObject(sample) || depth > deepest) return;
    for (const [name, value] of Object.entries(sample)) {
        const node = nodeIn(into, name, typeOf(value), name);
        node.sample = value;
        addSample(node.children, Array.isArray(value) ? value.find(isObject) : value, depth + 1);
    }
}

function nodeIn(nodes: Map<string, Node>, name: string, type: string, label: string): Node {
    let node = nodes.get(name);
    if (!node) nodes.set(name, (node = { name, label, type, children: new Map() }));
    if (node.type === "any") node.type = type;
    if (node.label === node.name) node.label = label;
    return node;
}

function collect(nodes: Map<string, Node>, path: string[], depth: number, fields: SourceField[]): void {
    for (const node of nodes.values()) {
        const field: SourceField = { path: [...path, node.name], label: node.label, type: node.type, depth };
        if (node.sample !== undefined) field.sample = node.sample;
        fields.push(field);
        const step = node.type === "array" ? `${node.name}[]` : node.name;
        collect(node.children, [...path, step], depth + 1, fields);
    }
}

function typeOf(value: unknown): string {
    if (Array.isArray(value)) return "array";
    if (value === null) return "any";
    if (typeof value === "object") return "collection";
    return typeof value === "string" ? "text" : typeof value;
}
