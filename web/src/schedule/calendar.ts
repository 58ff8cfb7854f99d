import { reader } from "../format";

/** Monday to Sunday, in the reader's language: short for keys, long for who listens. */
export function weekdays(locale = reader.locale): { value: number; label: string; title: string }[] {
    // 5 January 1970 was a Monday.
    return Array.from({ length: 7 }, (_, at) => named(at + 1, new Date(Date.UTC(1970, 0, 5 + at)), "weekday", locale));
}

export function months(locale = reader.locale): { value: number; label: string; title: string }[] {
    return Array.from({ length: 12 }, (_, at) => named(at + 1, new Date(Date.UTC(1970, at, 1)), "month", locale));
}

export function monthDays(): { value: number; label: string }[] {
    return Array.from({ length: 31 }, (_, at) => ({ value: at + 1, label: String(at + 1) }));
}

function named(value: number, day: Date, part: "weekday" | "month", locale: string) {
    const name = (style: "short" | "long") => new Intl.DateTimeFormat(locale, { [part]: style, timeZone: "UTC" }).format(day);
    return { value, label: name("short"), title: name("long") };
}
