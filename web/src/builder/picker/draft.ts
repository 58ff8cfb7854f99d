import type { Field, ModuleDescription } from "../../api";
import type { Json, JsonObject } from "../../canvas/blueprint";
import type { Draft } from "../../canvas/edit";
import { hasItems, isPrimitiveList } from "../form/kinds";

/** A new module with the values that its fields begin with. */
export function draftOf(description: ModuleDescription): Draft {
    return {
        module: description.name,
        version: description.versions[0] ?? 1,
        parameters: beginnings(description.parameters),
        mapper: description.role === "router" ? null : beginnings(description.mapper),
    };
}

export function beginnings(fields: readonly Field[]): JsonObject {
    const values: JsonObject = {};
    for (const field of fields) {
        const value = beginning(field);
        if (value !== undefined) values[field.name] = value;
    }
    return values;
}

function beginning(field: Field): Json | undefined {
    if (field.default !== undefined && field.default !== null) return field.default as Json;
    if (!field.required) return undefined;
    if (field.type === "boolean") return false;
    if (field.type === "array" && hasItems(field)) return isPrimitiveList(field) ? [""] : [beginnings(field.spec ?? [])];
    return undefined;
}
