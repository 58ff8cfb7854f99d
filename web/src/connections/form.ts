import type { ConnectionType, SecretField } from "../api/connectionTypes";

/** What stands in a form, by field name. Text as it was typed; nothing where nothing was entered. */
export type Typed = Record<string, string | boolean | undefined>;

/** Of a new one its defaults; of one that is changed what can be shown. Secrets are always empty. */
export function startOf(type: ConnectionType, shown: Record<string, unknown> = {}): Typed {
    const start: Typed = {};
    for (const field of type.fields) {
        if (field.secret) continue;
        const value = field.name in shown ? shown[field.name] : field.default;
        if (value === undefined || value === null) continue;
        start[field.name] = typeof value === "boolean" ? value : String(value);
    }
    return start;
}

/** Required fields that are empty. A secret that is kept already may stay empty. */
export function missing(type: ConnectionType, typed: Typed, kept: readonly string[] = []): Set<string> {
    const empty = (field: SecretField) => typed[field.name] === undefined || String(typed[field.name]).trim() === "";
    return new Set(
        type.fields.filter((field) => field.required && empty(field) && !(field.secret && kept.includes(field.name))).map((field) => field.name),
    );
}

/** What is sent: of a change only what differs, null for what was emptied. */
export function bodyOf(type: ConnectionType, typed: Typed, shown?: Record<string, unknown>): Record<string, unknown> {
    const body: Record<string, unknown> = {};
    for (const field of type.fields) {
        const value = typed[field.name];
        const empty = value === undefined || value === "";
        if (shown === undefined || field.secret) {
            if (!empty) body[field.name] = valueOf(field, value);
            continue;
        }
        const before = shown[field.name];
        if (empty ? before !== undefined && before !== null : String(value) !== String(before ?? "")) body[field.name] = empty ? null : valueOf(field, value);
    }
    return body;
}

function valueOf(field: SecretField, value: string | boolean): unknown {
    const isNumber = ["number", "integer", "uinteger"].includes(field.type.toLowerCase());
    return isNumber && typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
}

/** 'account:google,google-restricted' names several types; each is enough. */
export function acceptedTypes(fieldType: string): string[] {
    const colon = fieldType.indexOf(":");
    const prefix = fieldType.slice(0, colon + 1);
    return fieldType
        .slice(colon + 1)
        .split(",")
        .map((name) => prefix + name.trim());
}
