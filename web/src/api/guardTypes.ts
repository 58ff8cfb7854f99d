// The shapes of docs/api.md about what keeps spending in bounds: budgets, alerts, and the log of administrative acts.

import type { Author } from "./creditTypes";

export type BudgetScope = "team" | "scenario" | "run";

export interface Budget {
    id: number;
    scope: BudgetScope;
    teamId: number | null;
    teamName: string | null;
    scenarioId: number | null;
    scenarioName: string | null;
    centicredits: number;
    /** Of the running period; with scope `run` the dearest run of the period. */
    used: number;
    percent: number;
    hardStop: boolean;
    thresholds: number[];
    state: "within" | "near" | "reached";
    period: "billing" | "run";
}

export interface NewBudget {
    scope: BudgetScope;
    teamId?: number;
    scenarioId?: number;
    centicredits: number;
    hardStop: boolean;
    thresholds: number[];
}

export type AlertKind = "credits" | "transfer" | "budget" | "error" | "warning" | "deactivated" | "purchase";

export interface Alerts {
    thresholds: number[];
    email: string[];
    webhookUrl: string | null;
    webhookSecret: string | null;
    on: Record<AlertKind, boolean>;
    mailConfigured: boolean;
}

export interface AlertMessage {
    id: number;
    at: string;
    kind: string;
    subject: string;
    channel: "email" | "webhook";
    to: string;
    state: "waiting" | "sent" | "failed";
    attempts: number;
    error: string | null;
}

export interface Mail {
    server: string | null;
    from: string | null;
    username: string | null;
    passwordSet: boolean;
    security: "starttls" | "tls" | "none";
}

export interface Act {
    id: number;
    at: string;
    kind: string;
    summary: string;
    author: Author | null;
    address: string | null;
    subject: string | null;
}

export interface ActsQuery {
    from?: string;
    to?: string;
    kind?: string;
}

export interface ActList {
    acts: Act[];
    kinds: string[];
    total: { count: number };
}
