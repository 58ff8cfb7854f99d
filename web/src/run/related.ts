import type { Incomplete } from "../api/engineTypes";
import type { LogEntry, Run } from "../api/types";

/** Something that belongs to a run, and where it is. */
export interface Related {
    text: string;
    to: string;
    /** When it began, for telling several apart. */
    at: string | null;
}

/** What led to a run, what came of it: the source of a replay, its replays, the caller, incomplete executions. */
export function relatedTo(run: Run, others: readonly LogEntry[], kept: readonly Incomplete[]): { from: Related[]; gave: Related[] } {
    const base = `/scenarios/${run.scenarioId}`;
    const from: Related[] = [];
    if (run.sourceId) from.push({ text: run.incompleteId ? "The run that it failed in" : "Replay of this run", to: `${base}/history/${run.sourceId}`, at: null });
    if (run.incompleteId) from.push({ text: "Attempt at this incomplete execution", to: `${base}/incomplete/${run.incompleteId}`, at: null });
    if (run.callerId && run.callerScenarioId)
        from.push({ text: "Called by this run", to: `/scenarios/${run.callerScenarioId}/history/${run.callerId}`, at: null });
    const gave: Related[] = [
        ...others
            .filter((one) => one.sourceId === run.id)
            .map((one) => ({ text: one.incompleteId ? "Attempt" : "Replay", to: `${base}/history/${one.id}`, at: one.timestamp })),
        ...kept
            .filter((one) => one.executionId === run.id)
            .map((one) => ({
                text: one.state === "resolved" ? "Incomplete execution, resolved" : "Incomplete execution",
                to: `${base}/incomplete/${one.id}`,
                at: one.created,
            })),
    ];
    return { from, gave };
}

/** The run that an operation started, where its output names one: 'Call another' without waiting. */
export function calledRun(operation: { module: string; input: unknown; output: unknown[] }): { scenario: number | null; run: string } | null {
    if (operation.module !== "scenario-service:CallSubscenario") return null;
    const run = textIn(operation.output[0], "executionId");
    if (!run) return null;
    const scenario = Number(textIn(operation.input, "scenario") ?? NaN);
    return { scenario: Number.isInteger(scenario) ? scenario : null, run };
}

function textIn(value: unknown, name: string): string | null {
    if (typeof value !== "object" || value === null) return null;
    const found = (value as Record<string, unknown>)[name];
    return typeof found === "string" || typeof found === "number" ? String(found) : null;
}
