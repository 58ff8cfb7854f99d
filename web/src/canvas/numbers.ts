// A browser's numbers have 53 bits. A longer one, as ids in exports can be, is kept as the text that stood in the file, where the browser can.

interface Raw {
    rawJSON: string;
}

interface JSONWithRaw {
    rawJSON?: (text: string) => Raw;
    isRawJSON?: (value: unknown) => boolean;
}

const extended = JSON as unknown as JSONWithRaw;

/** Reads JSON; numbers that would be changed by reading them stay as they are written. */
export function parseKeepingNumbers(text: string): unknown {
    const keep = extended.rawJSON;
    if (!keep) return JSON.parse(text) as unknown;
    const reviver = (_key: string, value: unknown, context?: { source?: string }) =>
        typeof value === "number" && context?.source !== undefined && losesDigits(context.source) ? keep(context.source) : value;
    return JSON.parse(text, reviver as (key: string, value: unknown) => unknown) as unknown;
}

export function losesDigits(literal: string): boolean {
    return /^-?\d{16,}$/.test(literal) && BigInt(literal) !== BigInt(Number(literal));
}

/** The digits of a number that was kept as text; `null` for everything else. */
export function keptDigits(value: unknown): string | null {
    return extended.isRawJSON?.(value) ? (value as Raw).rawJSON : null;
}
