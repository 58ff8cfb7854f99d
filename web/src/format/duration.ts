import { reader } from "./reader";

/** Milliseconds as a reader says them: 12 ms, 1.2 s, 2 min 5 s, 1 h 3 min, 2 d 4 h. */
export function duration(milliseconds: number, locale = reader.locale): string {
    const value = Math.max(0, Math.round(milliseconds));
    if (value < 1000) return `${value} ms`;
    if (value < 59_950) return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value / 1000)} s`;
    const seconds = Math.round(value / 1000);
    if (seconds < 3600) return parts(Math.floor(seconds / 60), "min", seconds % 60, "s");
    const minutes = Math.round(seconds / 60);
    if (minutes < 1440) return parts(Math.floor(minutes / 60), "h", minutes % 60, "min");
    const hours = Math.round(minutes / 60);
    return parts(Math.floor(hours / 24), "d", hours % 24, "h");
}

function parts(large: number, largeUnit: string, small: number, smallUnit: string): string {
    return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
