import type { Field } from "../../api";
import type { FieldSpec, Json } from "../../canvas/blueprint";

export type FieldKind = "expression" | "number" | "boolean" | "select" | "list" | "collection" | "hook" | "dataStore" | "structure" | "connection" | "scenario" | "feeder";

/** Which control a field gets. What isn't known gets a text field, which takes every value. */
export function kindOf(field: Field): FieldKind {
    const type = field.type.toLowerCase();
    if (type === "boolean") return "boolean";
    if (type === "select" && (field.options?.length ?? 0) > 0) return "select";
    if (type === "number" || type === "uinteger" || type === "integer") return "number";
    if (type === "array") return "list";
    if (type === "collection") return "collection";
    if (type === "hook" || type.startsWith("hook:")) return "hook";
    if (type === "datastore") return "dataStore";
    if (type === "udt") return "structure";
    if (type.startsWith("account:") || type.startsWith("keychain:")) return "connection";
    if (type === "scenario") return "scenario";
    if (type === "feeder") return "feeder";
    return "expression";
}

export function hasItems(field: Field): boolean {
    return (field.spec?.length ?? 0) > 0;
}

/** A list of plain values: its one field has no name of its own. */
export function isPrimitiveList(field: Field): boolean {
    const [item, ...others] = field.spec ?? [];
    return item !== undefined && others.length === 0 && (item.name === "" || item.name === "value");
}

export function isExpression(value: unknown): value is string {
    return typeof value === "string" && value.includes("{{");
}

/**
 * What is written for a number that was typed: exports write most scalars of a mapper as text, so a text stays one; static parameters and
 * values that were numbers become numbers.
 */
export function typedNumber(text: string, before: unknown, isStatic: boolean): Json | undefined {
    const trimmed = text.trim();
    if (trimmed === "") return typeof before === "string" ? "" : undefined;
    const asNumber = typeof before === "number" || (isStatic && typeof before !== "string");
    return asNumber && /^-?\d+(\.\d+)?$/.test(trimmed) && trimmed.length < 16 ? Number(trimmed) : text;
}

/** An export's own field specs in the form of the library's fields. */
export function fieldsFromSpecs(specs: readonly FieldSpec[] | undefined): Field[] {
    if (!Array.isArray(specs)) return [];
    return specs.filter((spec) => typeof spec?.name === "string" && spec.name !== "").map(fieldFromSpec);
}

function fieldFromSpec(spec: FieldSpec): Field {
    const field: Field = { name: String(spec.name), label: spec.label || String(spec.name), type: spec.type ?? "any" };
    if (spec.required) field.required = true;
    if (typeof spec["help"] === "string") field.help = spec["help"];
    if (spec["multiline"] === true) field.multiline = true;
    if (spec["advanced"] === true) field.advanced = true;
    if (Array.isArray(spec.spec)) field.spec = fieldsFromSpecs(spec.spec);
    else if (spec.spec) field.spec = [{ ...fieldFromSpec({ ...spec.spec, name: "value" }) }];
    const choices = optionsOf(spec);
    if (choices.length > 0) field.options = choices;
    return field;
}

function optionsOf(spec: FieldSpec): { value: unknown; label: string }[] {
    const options = spec["options"];
    if (Array.isArray(options)) {
        return options
            .filter(
                (option): option is { value: unknown; label?: string } =>
                    typeof option === "object" && option !== null && "value" in option,
            )
            .map((option) => ({ value: option.value, label: String(option.label ?? option.value) }));
    }
    const allowed = (spec["validate"] as { enum?: unknown } | undefined)?.enum;
    return Array.isArray(allowed) ? allowed.map((value: unknown) => ({ value, label: String(value) })) : [];
}
