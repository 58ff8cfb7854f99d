import type { Day, Period } from "./figureTypes";

// Scenarios, and what they use.

export interface Scheduling {
    type: "indefinitely" | "immediately" | "on-demand" | string;
    interval?: number;
    [key: string]: unknown;
}

export interface Scenario {
    id: number;
    name: string;
    teamId: number;
    hookId: number | null;
    isActive: boolean;
    isinvalid: boolean;
    isPaused: boolean;
    islinked: boolean;
    lastEdit: string;
    created: string;
    scheduling: Scheduling;
    nextExec: string | null;
    operations: number;
    transfer: number;
    centicredits: number;
    executions: number;
    errors: number;
    /** Centicredits of fourteen days, oldest first. */
    days: number[];
    version: number;
    /** Incomplete executions that are not resolved. */
    dlqCount?: number;
    /** Who made it. */
    createdByUser?: { id: number; name: string | null } | null;
}

export interface ScenarioList {
    scenarios: Scenario[];
    total: { count: number; centicredits: number };
}

export interface BlueprintWarning {
    path: string;
    message: string;
}

export interface BlueprintAnswer {
    blueprint: unknown;
    scheduling: Scheduling;
    idSequence: number;
    created: string;
    last_edit: string;
    version: number;
    metadata: { input_spec: unknown[]; output_spec: unknown[] };
}

export interface ModuleShare {
    moduleId: number;
    module: string;
    operations: number;
    centicredits: number;
    transfer: number;
    errors: number;
    warnings: number;
    share: number;
}

export interface Consumption {
    period: Period;
    centicredits: number;
    operations: number;
    transfer: number;
    runs: number;
    days: Day[];
    modules: ModuleShare[];
}

export interface Estimate {
    minimumCenticredits: number;
    expectedCenticredits: number;
    perBundle: boolean;
    modules: { moduleId: number; centicredits: number; perBundle: boolean }[];
    notes: string[];
}
