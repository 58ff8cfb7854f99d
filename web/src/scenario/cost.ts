import type { Estimate, LogEntry } from "../api/types";
import { count, counted, creditsInWords } from "../format";

const thirtyDays = 30 * 24 * 60 * 60;

/** What the last whole runs used on average. */
export interface Recent {
    centicredits: number;
    runs: number;
}

/** The mean of what ended well; runs of one module and attempts at what failed say nothing of a whole run. */
export function recentOf(rows: readonly LogEntry[]): Recent | undefined {
    const whole = rows.filter((row) => (row.state === "success" || row.state === "warning") && !row.checkRun && !row.moduleId && !row.incompleteId);
    if (whole.length === 0) return undefined;
    return { centicredits: Math.round(whole.reduce((sum, row) => sum + row.centicredits, 0) / whole.length), runs: whole.length };
}

/** 'What would this cost every 15 minutes?', answered for thirty days: by the last runs where there are any, else by what can be foretold. */
export function costOfInterval(estimate: Estimate | undefined, recent: Recent | undefined, seconds: number): string {
    if (!(seconds >= 60)) return "";
    const runs = Math.floor(thirtyDays / seconds);
    const sentence = (about: string, perRun: number, why: string) =>
        `${about}${creditsInWords(perRun)} a run${why}: ${about === "" ? "" : about.toLowerCase()}${creditsInWords(perRun * runs)} in 30 days, for ${count(runs)} runs.`;
    if (recent) return sentence("About ", recent.centicredits, `, as in the last ${recent.runs === 1 ? "run" : counted(recent.runs, "run", "runs")}`);
    if (!estimate) return "";
    const { expectedCenticredits: expected, minimumCenticredits: least, perBundle } = estimate;
    if (perBundle) return sentence("At least ", expected, ", and more with each bundle");
    return sentence(expected === least ? "" : "About ", expected, "");
}
