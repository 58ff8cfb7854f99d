import type { ModuleDescription } from "../../api";

/** A price tag for whom its signs say nothing. */
export function priceInWords(module: ModuleDescription): string {
    const { label, operations } = module.price;
    if (label === "0") return operations === 1 ? "An operation without credits" : "Free: no operation, no credits";
    if (/^\d/.test(label) && !label.includes("/")) return `${label} ${label === "1" ? "credit" : "credits"} per operation`;
    return `Price: ${label}`;
}
