import type { Estimate } from "../api/types";
import { count, creditsInWords } from "../format";

const thirtyDays = 30 * 24 * 60 * 60;

/** 'What would this cost every 15 minutes?', answered for thirty days. */
export function costOfInterval(estimate: Estimate, seconds: number): string {
    if (!(seconds >= 60)) return "";
    const runs = Math.floor(thirtyDays / seconds);
    const perRun = estimate.expectedCenticredits;
    const about = estimate.perBundle || estimate.expectedCenticredits !== estimate.minimumCenticredits ? "About " : "";
    return `${about}${creditsInWords(perRun)} a run: ${creditsInWords(perRun * runs)} in 30 days, for ${count(runs)} runs.`;
}
