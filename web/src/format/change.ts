import { reader } from "./reader";

export interface Change {
    direction: "up" | "down" | "same" | "new";
    text: string;
}

/** How much more or less than before: '+6.1 %', '−12 %', 'new' where nothing was before. */
export function change(now: number, before: number, locale = reader.locale): Change {
    if (before === 0) return now === 0 ? { direction: "same", text: "0 %" } : { direction: "new", text: "new" };
    const percentage = ((now - before) / Math.abs(before)) * 100;
    const digits = Math.abs(percentage) < 100 ? 1 : 0;
    const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(Math.abs(percentage));
    if (Number(percentage.toFixed(digits)) === 0) return { direction: "same", text: "0 %" };
    return percentage > 0 ? { direction: "up", text: `+${figure} %` } : { direction: "down", text: `−${figure} %` };
}

/** A share of one: 0.634 becomes '63.4 %'. */
export function share(part: number, locale = reader.locale): string {
    return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(part * 100)} %`;
}
