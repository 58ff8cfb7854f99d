import { parseKeepingNumbers } from "../canvas/numbers";
import { address, request, requestText, type Query } from "./request";
import type * as E from "./engineTypes";
import type { LogEntry, RunFilter } from "./types";

// One line per row of docs/api.md, "Scenarios".

type Signal = AbortSignal | undefined;

const ofScenario = (id: number) => `/scenarios/${id}`;

export const control = {
    stop: (scenarioId: number, runId: string) =>
        request<unknown>(`${ofScenario(scenarioId)}/executions/${runId}/stop`, { method: "POST", body: {} }),
    replay: (scenarioId: number, executionIds: string[]) =>
        request<{ executionIds: string[] }>(`${ofScenario(scenarioId)}/replay`, { method: "POST", body: { executionIds } }).then(
            (answer) => answer.executionIds,
        ),
    search: (scenarioId: number, query: RunFilter & { text: string; runId?: string; before?: string }, signal?: Signal) =>
        request<E.SearchPage>(`/flowmeter/scenarios/${scenarioId}/search`, { query: { ...query }, signal }),
    historyFile: (scenarioId: number, query: Query) => address(`/flowmeter/scenarios/${scenarioId}/runs.csv`, query),
};

export const incompletes = {
    list: (scenarioId: number, states: E.IncompleteState[], paging: { limit: number; offset?: number }, signal?: Signal) =>
        request<{ dlqs: E.Incomplete[] }>("/dlqs", {
            query: { scenarioId, "state[]": states, "pg[limit]": paging.limit, "pg[offset]": paging.offset },
            signal,
        }).then((answer) => answer.dlqs),
    read: (id: string, signal?: Signal) => request<{ dlq: E.Incomplete }>(`/dlqs/${id}`, { signal }).then((answer) => answer.dlq),
    bundles: (id: string, signal?: Signal) =>
        request<{ response: E.Bundles }>(`/dlqs/${id}/bundle`, { signal }).then((answer) => answer.response),
    blueprint: (id: string, signal?: Signal) =>
        request<{ response: unknown }>(`/dlqs/${id}/blueprint`, { signal }).then((answer) => answer.response),
    /** The same, without losing a digit: it is sent back as a whole. */
    blueprintToEdit: (id: string, signal?: Signal) =>
        requestText(`/dlqs/${id}/blueprint`, { signal }).then((text) => (parseKeepingNumbers(text) as { response: unknown }).response),
    attempts: (id: string, signal?: Signal) =>
        request<{ dlqLogs: LogEntry[] }>(`/dlqs/${id}/logs`, { signal }).then((answer) => answer.dlqLogs),
    mend: (id: string, body: { bundle?: E.Bundles; blueprint?: string }) => request<unknown>(`/dlqs/${id}`, { method: "PATCH", body }),
    retry: (id: string, latest: boolean) =>
        request<{ executionId: string }>(`/dlqs/${id}/retry`, { method: "POST", body: { latest } }).then((answer) => answer.executionId),
    retryMany: (scenarioId: number, chosen: E.Chosen, latest: boolean) =>
        request<{ dlqs: string[] }>("/dlqs/retry", { method: "POST", query: { scenarioId }, body: { ...chosen, latest } }).then(
            (answer) => answer.dlqs,
        ),
    remove: (scenarioId: number, chosen: E.Chosen) =>
        request<{ deleted: number }>("/dlqs", { method: "DELETE", query: { scenarioId, confirmed: true }, body: chosen }).then(
            (answer) => answer.deleted,
        ),
};
