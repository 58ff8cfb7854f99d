import type { UsageQuery } from "../api/types";
import { statesOf, statusChoice } from "../run/choices";

/** The filter as it stands in the address: `?from=2026-11-01&origin=webhook&min=1&sort=centicredits`. */
export interface Filter {
    name: string;
    from: string;
    to: string;
    status: string;
    origin: string;
    scenario: string;
    /** Least credits, as typed. */
    min: string;
    sort: "timestamp" | "centicredits" | "transfer" | "name";
    descending: boolean;
}

const sortable = ["timestamp", "centicredits", "transfer", "name"] as const;

export function filterOf(search: string): Filter {
    const query = new URLSearchParams(search);
    const text = (name: string) => query.get(name) ?? "";
    const sort = sortable.find((one) => one === query.get("sort")) ?? "timestamp";
    return {
        name: text("name"),
        from: text("from"),
        to: text("to"),
        status: statusChoice(text("status")),
        origin: text("origin"),
        scenario: text("scenario"),
        min: text("min"),
        sort,
        descending: query.get("dir") !== "asc",
    };
}

export function addressOf(filter: Filter): string {
    const query = new URLSearchParams();
    for (const name of ["name", "from", "to", "status", "origin", "scenario", "min"] as const) {
        if (filter[name] !== "") query.set(name, filter[name]);
    }
    if (filter.sort !== "timestamp") query.set("sort", filter.sort);
    if (!filter.descending) query.set("dir", "asc");
    const text = query.toString();
    return text === "" ? "" : `?${text}`;
}

export function isEmpty(filter: Filter): boolean {
    return addressOf({ ...filter, sort: "timestamp", descending: true }) === "";
}

/** What the API is asked. Days are those of the organization's zone; `to` includes its day. */
export function queryOf(filter: Filter, zone: string): UsageQuery {
    const query: UsageQuery = { sortBy: filter.sort, sortDir: filter.descending ? "desc" : "asc" };
    const from = filter.from && startOfDay(filter.from, zone);
    const to = filter.to && startOfDay(nextDay(filter.to), zone);
    const least = Number(filter.min.replace(",", "."));
    const scenario = Number(filter.scenario);
    if (from) query.from = from.toISOString();
    if (to) query.to = to.toISOString();
    if (filter.name !== "") query.name = filter.name;
    const states = statesOf(filter.status);
    if (states) query.state = states;
    if (filter.origin !== "") query.origin = [filter.origin];
    if (scenario > 0) query.scenarioIds = [scenario];
    if (least > 0) query.minCenticredits = Math.ceil(least * 100);
    return query;
}

/** The instant at which a calendar day begins in a zone. */
export function startOfDay(day: string, zone: string): Date | null {
    const guess = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(guess.getTime())) return null;
    // Twice, as the offset at the guess may be that of the other side of a change of the clocks.
    let instant = new Date(guess.getTime() - offset(guess, zone));
    instant = new Date(guess.getTime() - offset(instant, zone));
    return instant;
}

/** How far a zone's clock is ahead of UTC, in milliseconds. */
function offset(instant: Date, zone: string): number {
    const parts = new Intl.DateTimeFormat("en", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
    }).formatToParts(instant);
    const at = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    const local = Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second"));
    return local - Math.floor(instant.getTime() / 1000) * 1000;
}

export function nextDay(day: string): string {
    const date = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(date.getTime())) return day;
    date.setUTCDate(date.getUTCDate() + 1);
    return date.toISOString().slice(0, 10);
}
