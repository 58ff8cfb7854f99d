import { reader } from "./reader";

const units = ["B", "kB", "MB", "GB", "TB"];

/** Bytes in steps of a thousand: 999 B, 1.5 kB, 12 MB. */
export function bytes(value: number | string, locale = reader.locale): string {
    let amount = Number(value);
    let unit = 0;
    // 999,950 B would round to '1,000 kB', so the step is taken where the rounded figure would reach a thousand.
    while (unit < units.length - 1 && Math.abs(amount) >= (unit === 0 ? 1000 : 999.95)) {
        amount /= 1000;
        unit += 1;
    }
    const digits = unit === 0 || Math.abs(amount) >= 100 ? 0 : 1;
    return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(amount)} ${units[unit]}`;
}
