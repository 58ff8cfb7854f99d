import { ApiError, type SubError } from "../api/request";

export interface Fault {
    /** 'line 3, column 14' or 'flow[3].filter'; empty where the whole file is meant. */
    where: string;
    message: string;
}

/** What is wrong with a file, and where, each once. */
export function faults(error: ApiError): Fault[] {
    const parts = error.suberrors.map((part) => ({ where: placeOf(part), message: part.message }));
    if (parts.length === 0) return [{ where: "", message: error.message }];
    const told = parts.some((part) => error.message.includes(part.message));
    return told ? parts : [{ where: "", message: error.message }, ...parts];
}

function placeOf(part: SubError): string {
    const position = part.line === undefined ? "" : `line ${part.line}${part.column === undefined ? "" : `, column ${part.column}`}`;
    return [part.name ?? "", position].filter(Boolean).join(", ");
}

/** The browser knows a file that is no JSON sooner; the server says where exactly, so it is asked in any case unless the file is empty. */
export function refusal(text: string): string | null {
    if (text.trim() === "") return "The file is empty.";
    if (text.includes("\0")) return "This is not a text file. A blueprint is a JSON file.";
    return null;
}
