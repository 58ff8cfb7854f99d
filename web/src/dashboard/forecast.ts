import { dayOf } from "./days";

export type Forecast =
    | { is: "noLimit" }
    | { is: "tooEarly" }
    | { is: "lasts" }
    | { is: "ends"; day: string; days: number }
    | { is: "gone" };

interface Given {
    left: number | null;
    /** Centicredits per day, of the last seven days. */
    rate: number;
    daysKnown: number;
    now: Date;
    resetsAt: Date;
    zone: string;
}

const enough = 7;
const day = 86_400_000;

/** Whether the credits last until the reset at the rate of the last seven days. */
export function forecast({ left, rate, daysKnown, now, resetsAt, zone }: Given): Forecast {
    if (left === null) return { is: "noLimit" };
    if (left <= 0) return { is: "gone" };
    if (daysKnown < enough) return { is: "tooEarly" };
    const end = new Date(now.getTime() + (left / Math.max(rate, 1e-9)) * day);
    if (rate <= 0 || end >= resetsAt) return { is: "lasts" };
    return { is: "ends", day: dayOf(end, zone), days: Math.floor((end.getTime() - now.getTime()) / day) };
}
