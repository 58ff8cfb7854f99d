import type { RunState } from "../api/types";
import { duration } from "../format";

export type Tone = "good" | "warn" | "bad" | "plain" | "live";

export function toneOf(state: RunState): Tone {
    switch (state) {
        case "success":
            return "good";
        case "warning":
        case "outOfCredits":
        case "outOfBudget":
        case "outOfTransfer":
        case "stopped":
            return "warn";
        case "error":
        case "cannotResume":
            return "bad";
        case "running":
            return "live";
        case "sleeping":
            return "plain";
    }
}

/** The state in a word or two, for a table. */
export function stateName(state: RunState): string {
    switch (state) {
        case "running":
            return "Running";
        case "sleeping":
            return "Sleeping";
        case "success":
            return "Success";
        case "warning":
            return "Warning";
        case "error":
            return "Error";
        case "outOfCredits":
            return "Out of credits";
        case "outOfBudget":
            return "Out of budget";
        case "outOfTransfer":
            return "Out of data transfer";
        case "stopped":
            return "Stopped";
        case "cannotResume":
            return "Cannot resume";
    }
}

/** What happened, in a sentence. */
export function statusSentence(run: {
    state: RunState;
    duration: number;
    endedAt: string | null;
    error: { message: string; module?: string | null } | null;
    /** Errors that did not end it. */
    handled?: number;
}): string {
    const time = duration(run.duration);
    switch (run.state) {
        case "running":
            return "This run is going on.";
        case "sleeping":
            return "This run sleeps until its time comes.";
        case "success":
            return run.handled ? `Finished in ${time}, with errors that were handled.` : `Finished in ${time}, without errors.`;
        case "warning":
            return `Finished in ${time}, with errors that were handled.`;
        case "error":
            return `Ended by an error after ${time}${run.error?.module ? ` in ${run.error.module}` : ""}.`;
        case "outOfCredits":
            return run.endedAt === null
                ? "Paused before the operation that the credits left could not pay; it goes on by itself when credits return."
                : `Ended after ${time}: the credits left could not pay the next operation.`;
        case "outOfBudget":
            return run.endedAt === null
                ? "Paused before the operation that its budget could not pay; it goes on by itself when the budget is raised or begins anew."
                : `Ended after ${time}: its budget could not pay the next operation.`;
        case "outOfTransfer":
            return run.endedAt === null
                ? "Paused before the operation that the data transfer left did not allow; it goes on by itself when there is some again."
                : `Ended after ${time}: no data transfer was left.`;
        case "stopped":
            return `Stopped by hand after ${time}.`;
        case "cannotResume":
            return "Could not be resumed: what is recorded of it and its program no longer fit together.";
    }
}

const origins: Record<string, string> = {
    webhook: "Webhook",
    schedule: "Schedule",
    onDemand: "On demand",
    manualTest: "Manual test",
    retry: "Retry",
    replay: "Replay",
    called: "Called",
};

export const originNames = origins;

export function originName(origin: string): string {
    return origins[origin] ?? origin;
}

const paused: ReadonlySet<RunState> = new Set<RunState>(["outOfCredits", "outOfBudget", "outOfTransfer"]);

/** Cut before an operation that could not be paid, and still able to go on from there. */
export function isPaused(run: { state: RunState; endedAt: string | null }): boolean {
    return paused.has(run.state) && run.endedAt === null;
}

/** Over, not free, and not given back before. */
export function mayRefund(run: { state: RunState; endedAt: string | null; centicredits: number; refunded?: number }): boolean {
    return run.endedAt !== null && run.centicredits > 0 && (run.refunded ?? 0) === 0;
}

/** Not over: it can still be stopped. */
export function mayStop(run: { endedAt: string | null }): boolean {
    return run.endedAt === null;
}

/** Going on: its figures will still change. */
export function isLive(state: RunState): boolean {
    return state === "running" || state === "sleeping";
}
