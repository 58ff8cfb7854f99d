import { dayOf } from "../format";
import type { DayValue } from "../charts/draw";
import type { DashboardDay, Period } from "../api/types";

/** All days from one to another, both of them. */
export function daysBetween(first: string, last: string): string[] {
    const days: string[] = [];
    const day = new Date(`${first}T00:00:00Z`);
    const end = new Date(`${last}T00:00:00Z`);
    // A period is a month or a year; anything longer is a mistake that must not hang the page.
    while (day <= end && days.length < 400) {
        days.push(day.toISOString().slice(0, 10));
        day.setUTCDate(day.getUTCDate() + 1);
    }
    return days;
}

/** The whole period: days gone with their credits, days to come without. */
export function wholePeriod(days: DashboardDay[], period: Period): DayValue[] {
    const known = new Map(days.map((day) => [day.date, day]));
    const first = days[0]?.date ?? dayOf(new Date(period.start), period.zone);
    // The period's end is the first instant of the next one.
    const last = dayOf(new Date(new Date(period.end).getTime() - 1), period.zone);
    return daysBetween(first, last).map((date) => {
        const day = known.get(date);
        return { date, value: day ? day.centicredits : null, running: day?.running ?? false };
    });
}

/** Each day's credits since the period began. */
export function summed(days: DayValue[]): DayValue[] {
    let sum = 0;
    return days.map((day) => {
        if (day.value === null) return day;
        sum += day.value;
        return { ...day, value: sum };
    });
}

/** What the plan allows: evenly per day, or up to each day. Null where it would press the figures to the floor. */
export function allowance(days: DayValue[], planCenticredits: number | null, total: boolean): number[] | null {
    if (planCenticredits === null || days.length === 0) return null;
    const perDay = planCenticredits / days.length;
    const most = Math.max(...days.map((day) => day.value ?? 0));
    const top = total ? planCenticredits : perDay;
    if (top > most * 4) return null;
    return days.map((_, position) => (total ? perDay * (position + 1) : perDay));
}
