import type { ModuleDescription } from "../api/types";
import type { Module } from "./blueprint";

/** How a module is shown: everything that the card, the outline, the picker and the run's pages say about it. */
export interface Look {
    /** The name that the user gave it, otherwise what it does. */
    name: string;
    /** The line below the name. */
    action: string;
    app: string;
    icon: string | undefined;
    color: string;
    /** The price tag: `1`, `0`, `2/s`, `tokens`; empty where it isn't known. */
    price: string;
    role: string;
    known: boolean;
}

export type Catalog = ReadonlyMap<string, ModuleDescription>;

export function catalogOf(modules: readonly ModuleDescription[]): Catalog {
    return new Map(modules.map((module) => [module.name, module]));
}

export function lookOf(module: Module, catalog: Catalog): Look {
    const description = catalog.get(module.module);
    const [appName = "", moduleName = ""] = module.module.split(":");
    const app = description?.app.label ?? inWords(appName, true);
    const what = description?.label ?? inWords(moduleName.replace(/^Action(?=[A-Z])/, ""), false);
    const given = module.metadata?.designer?.name;
    return {
        name: typeof given === "string" && given.trim() ? given : what,
        action: typeof given === "string" && given.trim() ? `${app} · ${what}` : app,
        app,
        icon: description ? iconOf(description) : guessedIcon(module.module),
        color: description?.app.color ?? colorFor(appName),
        price: description?.price.label ?? "",
        role: description?.role ?? guessedRole(module),
        known: description !== undefined,
    };
}

const roleIcons: Record<string, string> = {
    iterator: "iteration-cw",
    arrayAggregator: "layers",
    textAggregator: "type",
    setVariable: "variable",
    setVariables: "variable",
    getVariable: "variable",
    getVariables: "variable",
    errorDirective: "shield",
    returnOutputs: "log-out",
};

/** The app's icon, but its own where a module has a part in the flow: many of one app would look the same. */
export function iconOf(description: ModuleDescription): string {
    return roleIcons[description.role] ?? description.app.icon;
}

/** "3. HTTP: Get orders", the way a module is called wherever it is read aloud. */
export function titleOf(module: Module, look: Look): string {
    return `${module.id}. ${look.app}: ${look.name}`;
}

/** `google-sheets` as Google Sheets, `addRow` as Add row. */
export function inWords(name: string, capitals: boolean): string {
    const words = name
        .replace(/[-_@.]+/g, " ")
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
        .trim()
        .split(/\s+/);
    const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
    return words
        .map((word, index) => (index === 0 || capitals ? capital(word) : /^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
        .join(" ");
}

function guessedRole(module: Module): string {
    if (module.routes) return "router";
    return /trigger|watch|hook$/i.test(module.module) ? "trigger" : "action";
}

function guessedIcon(name: string): string | undefined {
    if (/sheets|excel/i.test(name)) return "sheet";
    if (/mail/i.test(name)) return "mail";
    if (/slack|telegram|whatsapp|discord|messenger/i.test(name)) return "message-square";
    if (/drive|dropbox|onedrive/i.test(name)) return "hard-drive";
    if (/calendar/i.test(name)) return "calendar";
    if (/openai|groq|gemini|anthropic|agent|ai\b/i.test(name)) return "sparkles";
    if (/docs|notion|pdf/i.test(name)) return "file-text";
    return undefined;
}

/** A steady colour for an app that the library doesn't know, dark enough for white on it. */
function colorFor(app: string): string {
    let hash = 7;
    for (const letter of app) hash = (hash * 31 + letter.charCodeAt(0)) % 360;
    return `hsl(${hash} 32% 42%)`;
}

/** Black or white, whichever can be read on a colour. */
export function inkOn(color: string): string {
    const hex = /^#([0-9a-f]{6})$/i.exec(color)?.[1];
    if (!hex) return "#ffffff";
    const part = (at: number) => {
        const value = parseInt(hex.slice(at, at + 2), 16) / 255;
        return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    const light = 0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4);
    return (light + 0.05) / 0.05 > (1.05 / (light + 0.05)) * 2.2 ? "#10131a" : "#ffffff";
}
