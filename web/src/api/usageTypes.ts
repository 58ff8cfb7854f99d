import type { RunState } from "./runTypes";

// The list of credit usage.

export interface UsageQuery {
    from?: string | number;
    to?: string | number;
    scenarioIds?: number[];
    state?: string[];
    name?: string;
    origin?: string[];
    minCenticredits?: number;
    pageSize?: number;
    pageIndex?: number;
    sortBy?: "timestamp" | "centicredits" | "transfer" | "name";
    sortDir?: "asc" | "desc";
}

export interface UsageRow {
    id: string;
    imtId: string;
    scenarioId: number;
    scenarioName: string;
    kind: "scenario" | "agent";
    timestamp: string;
    type: string;
    origin: string;
    instant: boolean;
    authorId: number | null;
    teamId: number;
    organizationId: number;
    duration: number;
    operations: number;
    centicredits: number;
    transfer: number;
    status: number;
    state: RunState;
    deleted: boolean;
    executionName?: string | null;
}

export interface Totals {
    count: number;
    operations: number;
    centicredits: number;
    transfer: number;
}

export interface UsagePage {
    results: UsageRow[];
    total: Totals;
    retentionDays: number | null;
}
