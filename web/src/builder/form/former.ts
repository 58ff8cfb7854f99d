import type { Module } from "../../canvas/blueprint";
import { isObject } from "../../canvas/paths";

/** What a field named where its file comes from: `“Customers of the old firm”`, or only its number; nothing where the file doesn't say. */
export function formerOf(module: Module | undefined, isStatic: boolean, name: string): string | undefined {
    const restore = module?.metadata?.["restore"];
    const part = isObject(restore) ? restore[isStatic ? "parameters" : "expect"] : undefined;
    const kept = isObject(part) ? part[name] : undefined;
    if (!isObject(kept)) return undefined;
    if (typeof kept["label"] === "string" && kept["label"] !== "") return `“${kept["label"]}”`;
    return kept["was"] === undefined ? undefined : `number ${String(kept["was"])}`;
}
