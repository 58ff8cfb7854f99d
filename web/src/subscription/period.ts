import type { PeriodKind } from "../api/creditTypes";

/** How a plan's period runs, in words for its card. */
export const periodKinds: Record<PeriodKind, string> = {
    monthly: "Monthly",
    annualLump: "Yearly, all credits at once",
    annualMonthly: "Yearly, credits month by month",
};

/** What the price is for. */
export function perPeriod(kind: PeriodKind): string {
    return kind === "monthly" ? "a month" : "a year";
}
