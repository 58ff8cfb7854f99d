/** Amounts that a press chooses, in the plan's unit; few enough for one row. */
export function presets(unit: number): number[] {
    return [1, 5, 10, 50].map((times) => times * unit);
}

/** What was typed as credits, in centicredits; null where it isn't a whole number of units. */
export function amountOf(text: string, unit: number): number | null {
    const plain = text.replace(/[\s,.'’_\u00a0\u202f]/g, "");
    if (!/^\d{1,12}$/.test(plain)) return null;
    const centicredits = Number(plain) * 100;
    return centicredits > 0 && centicredits % unit === 0 ? centicredits : null;
}

/** One unit more or less, never below the first. */
export function stepped(centicredits: number | null, unit: number, by: 1 | -1): number {
    if (centicredits === null) return unit;
    return Math.max(unit, centicredits + by * unit);
}

/** A purchase's key: the same one again buys nothing twice, so a lost answer is asked for again with it. */
export function newKey(): string {
    // Not randomUUID, which browsers have only on pages that came over TLS.
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
