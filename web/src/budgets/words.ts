import type { Budget } from "../api/guardTypes";

/** Whose spending a budget holds in bounds. */
export function budgetFor(budget: Budget, words: { scenario: string; Scenario: string }): string {
    switch (budget.scope) {
        case "team":
            return budget.teamName ?? `Team ${budget.teamId}`;
        case "scenario":
            return budget.scenarioName ?? `${words.Scenario} ${budget.scenarioId}`;
        case "run":
            return budget.scenarioId === null
                ? `Each run of any ${words.scenario}`
                : `Each run of ${budget.scenarioName ?? `${words.scenario} ${budget.scenarioId}`}`;
    }
}

export const budgetStates: Record<Budget["state"], { name: string; tone: "plain" | "warn" | "bad" }> = {
    within: { name: "Within", tone: "plain" },
    near: { name: "Near the limit", tone: "warn" },
    reached: { name: "Reached", tone: "bad" },
};

/** What happens at its limit. */
export function atTheLimit(budget: Pick<Budget, "hardStop" | "scope">): string {
    if (!budget.hardStop) return "tells, nothing stops";
    return budget.scope === "run" ? "the run pauses" : "runs pause";
}
