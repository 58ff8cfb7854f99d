import type { Field } from "../../api";
import type { JsonObject } from "../../canvas/blueprint";

/** The fields that matter with these values. What the others hold is kept in the file, and stands there again when they matter again. */
export function shownFields(fields: readonly Field[], values: JsonObject): Field[] {
    const byName = new Map(fields.map((field) => [field.name, field]));
    const seen = new Map<Field, boolean>();
    const isShown = (field: Field): boolean => {
        const known = seen.get(field);
        if (known !== undefined) return known;
        // Until it is known: one that waits for itself is not left out.
        seen.set(field, true);
        const shown = matters(field, byName, values, isShown);
        seen.set(field, shown);
        return shown;
    };
    return fields.filter(isShown);
}

function matters(field: Field, byName: ReadonlyMap<string, Field>, values: JsonObject, isShown: (field: Field) => boolean): boolean {
    const condition = field.shownWhen;
    const choice = condition && byName.get(condition.field);
    if (!condition || !choice) return true;
    if (!isShown(choice)) return false;
    const value = values[choice.name];
    const given = value !== undefined && value !== null && value !== "";
    const now = String(given ? value : (choice.default ?? "")).toLowerCase();
    if (condition.values.some((one) => one.toLowerCase() === now)) return true;
    // What an expression or another program's file says there can't be told beforehand; and what is left open may be told by what is there.
    const isOption = (choice.options ?? []).some((option) => String(option.value).toLowerCase() === now);
    return !isOption || (!given && choice.default === undefined && holds(values[field.name]));
}

function holds(value: unknown): boolean {
    return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
