import type { Consumption } from "../api/types";
import type { DayValue } from "../charts/draw";
import { daysBetween } from "../dashboard/days";
import { dayOf } from "../format";

/** Every day of the period: days without use at nothing, days to come without a value. */
export function periodDays(usage: Consumption): DayValue[] {
    const { period } = usage;
    const known = new Map(usage.days.map((day) => [day.date, day.centicredits]));
    const last = dayOf(new Date(new Date(period.end).getTime() - 1), period.zone);
    return daysBetween(dayOf(new Date(period.start), period.zone), last).map((date) => ({
        date,
        value: date > period.running ? null : (known.get(date) ?? 0),
        running: date === period.running,
    }));
}
