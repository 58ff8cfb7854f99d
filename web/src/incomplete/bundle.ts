import { parseKeepingNumbers } from "../canvas/numbers";

/** The object that was typed, or what is wrong with it and where. */
export function readBundle(text: string): { value: Record<string, unknown> } | { error: string } {
    if (text.trim() === "") return { error: "A bundle is an object: { … }. An empty one is {}." };
    let value: unknown;
    try {
        value = parseKeepingNumbers(text);
    } catch (error) {
        return { error: `This is not JSON: ${placed(error instanceof Error ? error.message : "it can't be read", text)}` };
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return { error: "A bundle is an object: { … }" };
    return { value: value as Record<string, unknown> };
}

/** Older browsers name only the position; people look for a line. */
function placed(message: string, text: string): string {
    const position = /position (\d+)/.exec(message)?.[1];
    if (position === undefined || /line \d+/.test(message)) return message;
    const before = text.slice(0, Number(position)).split("\n");
    return `${message} (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}
