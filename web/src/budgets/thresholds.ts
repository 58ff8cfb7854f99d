/** '75, 90, 100' as whole per cents, rising and each once; null where something else stands there. */
export function thresholdsOf(text: string): number[] | null {
    const parts = text.split(/[\s,;%]+/).filter((part) => part !== "");
    if (parts.length === 0 || parts.length > 10) return null;
    const numbers = parts.map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : NaN));
    if (numbers.some((one) => !(one >= 1 && one <= 200))) return null;
    return [...new Set(numbers)].sort((one, other) => one - other);
}

export function thresholdsText(thresholds: readonly number[]): string {
    return thresholds.join(", ");
}
