import type { AlertKind } from "../api/guardTypes";

/** What one can be told about, in the order in which it matters. */
export const alertKinds: Record<AlertKind, (words: { aScenario: string }) => string> = {
    credits: () => "credits near their end, or used up",
    transfer: () => "data transfer near its end, or used up",
    budget: () => "budgets near their limit, or reached",
    purchase: () => "purchases, paid or declined",
    error: () => "runs that end with an error",
    warning: () => "runs that end with a warning",
    deactivated: ({ aScenario }) => `${aScenario} that was switched off`,
};
