import type { RunFilter } from "../api/types";
import { statesOf, statusChoice } from "../run/choices";
import { nextDay, startOfDay } from "../usage/filter";

/** The filter of a history as it stands in the address: `?status=stopped&origin=webhook&from=2026-11-01`. */
export interface HistoryFilter {
    status: string;
    origin: string;
    name: string;
    from: string;
    to: string;
}

const empty: HistoryFilter = { status: "", origin: "", name: "", from: "", to: "" };

export function historyFilterOf(query: URLSearchParams): HistoryFilter {
    return {
        status: statusChoice(query.get("status") ?? ""),
        origin: query.get("origin") ?? "",
        name: query.get("name") ?? "",
        from: query.get("from") ?? "",
        to: query.get("to") ?? "",
    };
}

export function isFiltered(filter: HistoryFilter): boolean {
    return (Object.keys(empty) as (keyof HistoryFilter)[]).some((name) => filter[name] !== "");
}

/** What the API is asked. Days are those of the organization's zone; `to` includes its day. */
export function runFilterOf(filter: HistoryFilter, zone: string): RunFilter {
    const states = statesOf(filter.status);
    const from = filter.from && startOfDay(filter.from, zone);
    const to = filter.to && startOfDay(nextDay(filter.to), zone);
    return {
        ...(states ? { state: states } : {}),
        ...(filter.origin === "" ? {} : { origin: [filter.origin] }),
        ...(filter.name === "" ? {} : { executionName: filter.name }),
        ...(from ? { from: from.toISOString() } : {}),
        ...(to ? { to: to.toISOString() } : {}),
    };
}
