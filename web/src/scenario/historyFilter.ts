import type { RunFilter, RunState } from "../api/types";
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

interface Choice {
    id: string;
    label: string;
    states: RunState[];
}

/** What people look for. A run that somebody stopped is no error, though older clients count it as one. */
export const choices: Choice[] = [
    { id: "success", label: "Success", states: ["success"] },
    { id: "warning", label: "Warning", states: ["warning"] },
    { id: "error", label: "Error", states: ["error", "cannotResume"] },
    { id: "stopped", label: "Stopped", states: ["stopped"] },
    { id: "out", label: "Out of credits, budget or transfer", states: ["outOfCredits", "outOfBudget", "outOfTransfer"] },
    { id: "running", label: "Running", states: ["running"] },
    { id: "sleeping", label: "Sleeping", states: ["sleeping"] },
];

/** Links of before say 1, 2 and 3. */
const older: Record<string, string> = { "1": "success", "2": "warning", "3": "error" };

export function historyFilterOf(query: URLSearchParams): HistoryFilter {
    const status = query.get("status") ?? "";
    return {
        status: older[status] ?? status,
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
    const states = choices.find((one) => one.id === filter.status)?.states;
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
