import type { AutoPurchasing, Banner, Forecast, Lot, Paused, PeriodKind, Plan, Proof } from "./creditTypes";

// What a period used and has left.

export interface Period {
    start: string;
    end: string;
    resetsAt: string;
    daysLeft: number;
    zone: string;
    /** The running day, in the period's zone. */
    running: string;
}

export interface Day {
    date: string;
    centicredits: number;
    operations: number;
    transfer: number;
    runs: number;
}

export interface DashboardDay extends Day {
    errors: number;
    manualTest: number;
    retry: number;
    running: boolean;
    top: { scenarioId: number; name: string; centicredits: number } | null;
}

export interface TopUser {
    type: "scenario" | "agent";
    scenarioId: number;
    name: string;
    deleted: boolean;
    centicredits: number;
    share: number;
    before: number;
}

export interface Dashboard {
    period: Period;
    plan: { name: string; unlimited: boolean; centicredits: number | null };
    used: { centicredits: number; plan: number; extra: number; operations: number; transfer: number };
    left: { centicredits: number | null; plan: number | null; extra: number };
    averageDaily: { centicredits: number; last7Days: number };
    days: DashboardDay[];
    top: TopUser[];
    counts: { activeScenarios: number; scenarios: number; runs: number; errors: number };
    forecast: Forecast;
    autoPurchasing: AutoPurchasing;
    banners: Banner[];
    proof: Proof | null;
    paused: Paused;
}

export interface Part {
    used: number;
    total: number | null;
}

export interface Subscription {
    plan: {
        id: string;
        name: string;
        unlimited: boolean;
        price: number | string | null;
        currency: string | null;
        period: string;
        centicredits: number | null;
        limits: { name: string; label: string; value: string }[];
    };
    period: Period;
    credits: { used: number; total: number | null; left: number | null; percent: number | null; plan: Part; extra: Part };
    transfer: { used: number; total: number | null; percent: number | null };
    nextPlan: { plan: Plan; at: string } | null;
    periodKind: PeriodKind;
    resetNote: string;
    lots: Lot[];
    autoPurchasing: AutoPurchasing;
    proof: Proof | null;
    debt: number;
    paused: Paused;
    /** What the reader may do here; where the server doesn't say, the role decides. */
    mayBuy?: boolean;
    mayChangePlan?: boolean;
}
