import { reader } from "./reader";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** 'now', '5 minutes ago', 'in 3 hours' up to two days, then the date. */
export function relative(instant: Date, now: Date, locale = reader.locale, zone = reader.zone): string {
    const distance = instant.getTime() - now.getTime();
    const size = Math.abs(distance);
    if (size >= 2 * day) return date(instant, now, locale, zone);
    const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    if (size < 45 * second) return words.format(0, "second");
    if (size < hour) return words.format(Math.round(distance / minute) || Math.sign(distance), "minute");
    return words.format(Math.round(distance / hour), "hour");
}

/** '3 Dec', with the year where it is not this one. */
export function date(instant: Date, now: Date, locale = reader.locale, zone = reader.zone): string {
    const year = new Intl.DateTimeFormat("en", { year: "numeric", timeZone: zone });
    const sameYear = year.format(instant) === year.format(now);
    return new Intl.DateTimeFormat(locale, {
        day: "numeric",
        month: "short",
        ...(sameYear ? {} : { year: "numeric" }),
        timeZone: zone,
    }).format(instant);
}

/** To the second, with the zone's name: for hovering and for details. */
export function exact(instant: Date, locale = reader.locale, zone = reader.zone): string {
    return new Intl.DateTimeFormat(locale, {
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        timeZoneName: "short",
        timeZone: zone,
    }).format(instant);
}

/** The reader's time, and the organization's where it differs. */
export function exactInBoth(instant: Date, organizationZone: string | undefined, locale = reader.locale, zone = reader.zone): string {
    const own = exact(instant, locale, zone);
    if (!organizationZone || organizationZone === zone) return own;
    return `${own}\n${exact(instant, locale, organizationZone)} in ${organizationZone}`;
}

/** A calendar day ('2026-11-22') that belongs to no zone any more. */
export function calendarDay(day: string, locale = reader.locale, style: "short" | "long" = "short"): string {
    const options: Intl.DateTimeFormatOptions =
        style === "short" ? { day: "numeric", month: "short" } : { weekday: "long", day: "numeric", month: "long" };
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** The calendar day on which an instant falls in a zone. */
export function dayOf(instant: Date, zone: string): string {
    // Swedish writes dates as ISO 8601 does.
    return new Intl.DateTimeFormat("sv", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);
}

/** 'today', 'tomorrow', 'in 11 days'. */
export function inDays(days: number, locale = reader.locale): string {
    return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
}

/** '22 Nov, 14:03': when something was done, short enough for a note. */
export function moment(instant: Date, now: Date, locale = reader.locale, zone = reader.zone): string {
    const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(instant);
    return `${date(instant, now, locale, zone)}, ${time}`;
}

/** '24 and 29 Nov', for a sentence with 'between'; the month once where it is the same. */
export function bothDays(first: string, last: string, locale = reader.locale): string {
    const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
    const parts = format.formatRangeToParts(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`));
    const start = parts.findIndex((part) => part.source === "startRange");
    const end = parts.findIndex((part) => part.source === "endRange");
    // What is shared between the two is the dash; elsewhere it is the month.
    return parts.map((part, at) => (part.source === "shared" && at > start && at < end ? " and " : part.value)).join("");
}
