import type { Scheduling } from "../api/types";

/** A schedule as its form holds it: everything that was typed, whichever type is chosen, so that nothing is lost by looking at another type. */
export interface Draft {
    type: string;
    minutes: string;
    /** 'YYYY-MM-DDTHH:MM', by the organization's clock. */
    date: string;
    /** 'HH:MM'. */
    time: string;
    /** 1 Monday to 7 Sunday. */
    weekdays: number[];
    monthDays: number[];
    months: number[];
    windows: Window[];
    /** Days, both included; empty: no bound. */
    from: string;
    to: string;
    missed: "one" | "all" | "none";
}

/** When it may run: an empty list of days or months means all of them. */
export interface Window {
    weekdays: number[];
    months: number[];
    from: string;
    to: string;
}

export const types = ["immediately", "indefinitely", "daily", "weekly", "monthly", "yearly", "once", "on-demand"];

/** Which types run by the clock. */
export function isTimed(type: string): boolean {
    return type !== "immediately" && type !== "on-demand";
}

export function draftOf(scheduling: Scheduling, zone: string): Draft {
    const between = Array.isArray(scheduling["between"]) ? scheduling["between"] : [];
    const restrict = Array.isArray(scheduling["restrict"]) ? scheduling["restrict"] : [];
    return {
        type: scheduling.type,
        minutes: String(Math.max(1, Math.round((scheduling.interval ?? 900) / 60))),
        date: wallTime(text(scheduling["date"]), zone),
        time: clock(text(scheduling["time"])) || "09:00",
        weekdays: scheduling.type === "weekly" ? weekdaysOf(scheduling["days"]) : [1],
        monthDays: scheduling.type === "monthly" || scheduling.type === "yearly" ? numbers(scheduling["days"]) : [1],
        months: scheduling.type === "yearly" ? numbers(scheduling["months"]) : [1],
        windows: restrict.filter((one) => typeof one === "object" && one !== null).map(windowOf),
        from: text(between[0]).slice(0, 10),
        to: text(between[1]).slice(0, 10),
        missed: scheduling["missed"] === "all" || scheduling["missed"] === "none" ? scheduling["missed"] : "one",
    };
}

const ours = ["type", "interval", "date", "time", "days", "months", "restrict", "between", "missed"];

/** What is saved: the members of the chosen type, and whatever else stood there before. */
export function schedulingOf(draft: Draft, before: Scheduling): Scheduling {
    const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !ours.includes(name)));
    const result: Scheduling = { ...kept, type: draft.type };
    switch (draft.type) {
        case "indefinitely":
            result.interval = Math.round(Number(draft.minutes) * 60);
            break;
        case "once":
            result["date"] = draft.date;
            break;
        case "yearly":
            result["months"] = draft.months;
            result["days"] = draft.monthDays;
            result["time"] = draft.time;
            break;
        case "monthly":
            result["days"] = draft.monthDays;
            result["time"] = draft.time;
            break;
        case "weekly":
            result["days"] = draft.weekdays;
            result["time"] = draft.time;
            break;
        case "daily":
            result["time"] = draft.time;
            break;
    }
    if (!isTimed(draft.type)) return result;
    if (draft.type !== "once") {
        if (draft.windows.length > 0) result["restrict"] = draft.windows.map(restrictionOf);
        if (draft.from !== "" || draft.to !== "") result["between"] = [draft.from || null, draft.to || null];
    }
    if (draft.missed !== "one") result["missed"] = draft.missed;
    return result;
}

/** What must be mended before it can be saved, by field. */
export function problemsOf(draft: Draft): Partial<Record<"minutes" | "date" | "time" | "weekdays" | "monthDays" | "months" | "to", string>> {
    const problems: ReturnType<typeof problemsOf> = {};
    if (draft.type === "indefinitely" && !(Math.round(Number(draft.minutes) * 60) >= 60)) problems.minutes = "A number of minutes, at least 1.";
    if (draft.type === "once" && draft.date === "") problems.date = "It needs a day and a time.";
    if (["daily", "weekly", "monthly", "yearly"].includes(draft.type) && draft.time === "") problems.time = "It needs a time of day.";
    if (draft.type === "weekly" && draft.weekdays.length === 0) problems.weekdays = "At least one day.";
    if ((draft.type === "monthly" || draft.type === "yearly") && draft.monthDays.length === 0) problems.monthDays = "At least one day.";
    if (draft.type === "yearly" && draft.months.length === 0) problems.months = "At least one month.";
    if (draft.from !== "" && draft.to !== "" && draft.to < draft.from) problems.to = "The last day is before the first one.";
    return problems;
}

function windowOf(one: Record<string, unknown>): Window {
    const time = Array.isArray(one["time"]) ? one["time"] : [];
    return { weekdays: weekdaysOf(one["days"]), months: numbers(one["months"]), from: clock(text(time[0])), to: clock(text(time[1])) };
}

function restrictionOf(window: Window): Record<string, unknown> {
    return {
        ...(window.weekdays.length > 0 ? { days: window.weekdays } : {}),
        ...(window.months.length > 0 ? { months: window.months } : {}),
        ...(window.from !== "" || window.to !== "" ? { time: [window.from || "00:00", window.to || "23:59"] } : {}),
    };
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
const clock = (value: string) => (/^\d{1,2}:\d{2}/.test(value) ? value.slice(0, value.indexOf(":") + 3).padStart(5, "0") : "");
const numbers = (value: unknown) => (Array.isArray(value) ? value.map(Number).filter(Number.isInteger) : []);
/** 0 and 7 are both Sunday. */
const weekdaysOf = (value: unknown) => [...new Set(numbers(value).map((day) => (day === 0 ? 7 : day)))].sort();

/** An instant by the clock of a zone; what names no zone is by that clock already. */
export function wallTime(date: string, zone: string): string {
    if (!/(Z|[+-]\d{2}:?\d{2})$/.test(date)) return date.slice(0, 16);
    const instant = new Date(date);
    if (Number.isNaN(instant.getTime())) return "";
    // Swedish writes dates as ISO 8601 does.
    const parts = new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(instant);
    return parts.replace(" ", "T");
}
