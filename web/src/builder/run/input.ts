import type { FieldSpec, Module } from "../../canvas/blueprint";
import { isObject } from "../../canvas/paths";

/** Triggers that bring their data along need none from whoever presses Run once. */
export function asksForInput(first: Module | undefined, role: string | undefined): boolean {
    if (!first) return false;
    if (first.module === "util:BasicTrigger" || first.module.startsWith("rss:")) return false;
    return role === "trigger" || first.module.startsWith("gateway:") || first.module === "scenario-service:StartSubscenario";
}

/** A first text for the dialog, from the fields that the trigger is known to have. */
export function inputTemplate(specs: readonly FieldSpec[] | undefined): string {
    const fields = Array.isArray(specs) ? specs.filter((spec) => spec?.name) : [];
    return JSON.stringify(Object.fromEntries(fields.map((spec) => [spec.name, valueFor(spec)])), null, 2);
}

function valueFor(spec: FieldSpec): unknown {
    const inner = Array.isArray(spec.spec) ? spec.spec : [];
    const object = () => Object.fromEntries(inner.filter((field) => field?.name).map((field) => [field.name, valueFor(field)]));
    switch (spec.type) {
        case "number":
        case "uinteger":
        case "integer":
            return 0;
        case "boolean":
            return false;
        case "collection":
            return object();
        case "array":
            return inner.length > 0 ? [object()] : [];
        default:
            return "";
    }
}

/** The object that was typed, or what is wrong with it in words. Nothing typed is an empty object. */
export function readInput(text: string): { value: Record<string, unknown> } | { error: string } {
    if (text.trim() === "") return { value: {} };
    try {
        const value: unknown = JSON.parse(text);
        return isObject(value) ? { value } : { error: "This must be an object: { … }" };
    } catch (error) {
        return { error: `This is not JSON: ${error instanceof Error ? error.message : "it can't be read"}` };
    }
}

/** Field specs from a sample, so that later modules can map them before the first run. */
export function specsFromSample(sample: Record<string, unknown>): FieldSpec[] {
    return Object.entries(sample).map(([name, value]) => {
        if (Array.isArray(value)) {
            const item = value.find(isObject);
            return { name, label: name, type: "array", ...(item ? { spec: specsFromSample(item) } : {}) };
        }
        if (isObject(value)) return { name, label: name, type: "collection", spec: specsFromSample(value) };
        return { name, label: name, type: typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text" };
    });
}
