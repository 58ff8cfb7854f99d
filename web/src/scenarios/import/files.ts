import { parseKeepingNumbers } from "../../canvas/numbers";

export interface ImportFile {
    name: string;
    text: string;
    /** Null where it is no JSON: the server says where it goes wrong. */
    blueprint: unknown;
}

export async function readFiles(chosen: readonly File[]): Promise<ImportFile[]> {
    return Promise.all(chosen.map(async (file) => fileOf(file.name, await file.text())));
}

export function fileOf(name: string, text: string): ImportFile {
    try {
        return { name, text, blueprint: parseKeepingNumbers(text) };
    } catch {
        return { name, text, blueprint: null };
    }
}
