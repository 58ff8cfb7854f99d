import type { BalanceDay } from "../api/creditTypes";

const longest = 400;
const usual = 30;

/** The days whose balances are shown: those of the filter, or the last thirty; the API gives at most 400. */
export function rangeOf(from: string, to: string, today: string): { from: string; to: string } {
    const last = to === "" || to > today ? today : to;
    const first = from === "" ? daysBefore(last, usual - 1) : from > last ? last : from;
    const earliest = daysBefore(last, longest - 1);
    return { from: first < earliest ? earliest : first, to: last };
}

export function daysBefore(day: string, days: number): string {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - days);
    return date.toISOString().slice(0, 10);
}

export interface Summary {
    opening: number;
    granted: number;
    used: number;
    lapsed: number;
    adjusted: number;
    closing: number;
}

/** What happened to the balance over the days: opening and what came and went make the closing. */
export function summaryOf(days: readonly BalanceDay[]): Summary | null {
    const [first] = days;
    const last = days[days.length - 1];
    if (!first || !last) return null;
    const sum = (part: "granted" | "used" | "lapsed" | "adjusted") => days.reduce((total, day) => total + day[part], 0);
    return {
        opening: first.opening,
        granted: sum("granted"),
        used: sum("used"),
        lapsed: sum("lapsed"),
        adjusted: sum("adjusted"),
        closing: last.closing,
    };
}
