import type { Incomplete, IncompleteState } from "../api/engineTypes";
import { counted } from "../format";
import type { Tone } from "../run/status";

export const openStates: IncompleteState[] = ["unresolved", "pending", "inProgress"];

export function stateName(state: IncompleteState): string {
    switch (state) {
        case "unresolved":
            return "Unresolved";
        case "pending":
            return "Tried again by itself";
        case "inProgress":
            return "Attempt under way";
        case "resolved":
            return "Resolved";
    }
}

export function toneOf(state: IncompleteState): Tone {
    return ({ unresolved: "bad", pending: "warn", inProgress: "live", resolved: "good" } as const)[state];
}

/** What is the matter, and what happens next, in a sentence. */
export function sentence(one: Pick<Incomplete, "state" | "attempts">): string {
    const tried = one.attempts === 0 ? "" : ` after ${counted(one.attempts, "attempt", "attempts")}`;
    switch (one.state) {
        case "unresolved":
            return `Waits for you${tried}: mend the cause, then try it again.`;
        case "pending":
            return `Failed${tried}, and is tried again by itself.`;
        case "inProgress":
            return "An attempt is under way.";
        case "resolved":
            return `Resolved${tried}: it went through.`;
    }
}

/** Whether an attempt may begin, or its bundles be changed. */
export function mayRetry(one: Pick<Incomplete, "state">): boolean {
    return one.state === "unresolved" || one.state === "pending";
}

/** Whether it may be deleted: not while an attempt is under way. */
export function mayDelete(one: Pick<Incomplete, "state">): boolean {
    return one.state !== "inProgress";
}

/** What goes for good with them. */
export function loss(chosen: readonly Pick<Incomplete, "state">[]): string {
    const open = chosen.filter((one) => one.state !== "resolved").length;
    if (open === 0) return "They are resolved: only the record of it goes.";
    const what = open === 1 ? "One of them is not resolved" : `${open} of them are not resolved`;
    const subject = chosen.length === 1 ? "It is not resolved" : open === chosen.length ? "They are not resolved" : what;
    return `${subject}. The bundle that failed, and all that was worked out for it up to there, is lost and can't be tried again. What its run did before stays done, and stays in the history.`;
}
