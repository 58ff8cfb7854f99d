import type { FieldSpec } from "../canvas/blueprint";

/** A field of a structure while it is edited: all as it was written, with what the form shows beside it. */
export interface FieldDraft {
    /** For lists on the page: names may be equal or empty while they are typed. */
    id: number;
    name: string;
    label: string;
    type: string;
    required: boolean;
    /** What stands in where nothing is given, as text. */
    initial: string;
    /** Of a list: the type of its items; "" where it isn't said. */
    itemType: string;
    /** Of a collection, or of the items of a list that are collections. */
    fields: FieldDraft[];
    /** What the form doesn't show. */
    rest: Record<string, unknown>;
}

export const fieldTypes: [type: string, label: string][] = [
    ["text", "Text"],
    ["number", "Number"],
    ["uinteger", "Whole number"],
    ["boolean", "Yes or no"],
    ["date", "Date"],
    ["array", "List"],
    ["collection", "Collection"],
    ["buffer", "File content"],
    ["email", "Mail address"],
    ["url", "Web address"],
    ["any", "Anything"],
];

let made = 0;

export function newField(): FieldDraft {
    made += 1;
    return { id: made, name: "", label: "", type: "text", required: false, initial: "", itemType: "", fields: [], rest: {} };
}

export function draftsOf(specs: readonly FieldSpec[]): FieldDraft[] {
    return specs.map((spec) => {
        const { name, label, type, required, default: initial, spec: inner, ...rest } = spec;
        const isList = type === "array";
        const items = isList && inner && !Array.isArray(inner) ? inner : undefined;
        const fields = Array.isArray(inner) ? inner : items && Array.isArray(items.spec) ? items.spec : [];
        return {
            ...newField(),
            name: name ?? "",
            label: label && label !== name ? label : "",
            type: type ?? "text",
            required: required === true,
            initial: textOf(initial),
            itemType: isList ? (items?.type ?? (fields.length > 0 ? "collection" : "")) : "",
            fields: draftsOf(fields),
            rest,
        };
    });
}

export function specsOf(drafts: readonly FieldDraft[]): FieldSpec[] {
    return drafts.map((draft) => {
        const spec: FieldSpec = { ...draft.rest, name: draft.name.trim(), type: draft.type };
        if (draft.label.trim() !== "") spec.label = draft.label.trim();
        if (draft.required) spec.required = true;
        const initial = valueOf(draft);
        if (initial !== undefined) spec["default"] = initial;
        if (holdsFields(draft)) spec.spec = specsOf(draft.fields);
        else if (draft.type === "array" && draft.itemType !== "") spec.spec = { type: draft.itemType };
        return spec;
    });
}

/** Whether fields stand within it. */
export function holdsFields(draft: Pick<FieldDraft, "type" | "itemType">): boolean {
    return draft.type === "collection" || (draft.type === "array" && draft.itemType === "collection");
}

/** Whether something may stand in for it: of lists and collections the form can't write one. */
export function mayHaveDefault(draft: Pick<FieldDraft, "type">): boolean {
    return !["array", "collection", "buffer"].includes(draft.type);
}

/** What is wrong with a field among its neighbours, by its id. */
export function problemsOf(drafts: readonly FieldDraft[]): Map<number, string> {
    const problems = new Map<number, string>();
    const seen = new Set<string>();
    for (const draft of drafts) {
        const name = draft.name.trim();
        if (name === "") problems.set(draft.id, "It needs a name.");
        else if (seen.has(name)) problems.set(draft.id, "Another field has this name.");
        else if (isNumeric(draft) && draft.initial.trim() !== "" && !Number.isFinite(Number(draft.initial)))
            problems.set(draft.id, "The default is not a number.");
        seen.add(name);
        if (holdsFields(draft)) for (const [id, problem] of problemsOf(draft.fields)) problems.set(id, problem);
    }
    return problems;
}

const isNumeric = (draft: Pick<FieldDraft, "type">) => ["number", "uinteger", "integer"].includes(draft.type);

function textOf(value: unknown): string {
    if (value === undefined || value === null) return "";
    return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function valueOf(draft: FieldDraft): unknown {
    if (draft.initial.trim() === "") return undefined;
    if (draft.type === "boolean") return draft.initial === "true";
    if (isNumeric(draft)) return Number(draft.initial);
    if (mayHaveDefault(draft)) return draft.initial;
    try {
        return JSON.parse(draft.initial);
    } catch {
        return draft.initial;
    }
}
