// Runs, their operations, and what the stream tells of them.

export type RunState =
    | "running"
    | "sleeping"
    | "success"
    | "warning"
    | "error"
    | "outOfCredits"
    | "outOfBudget"
    | "outOfTransfer"
    | "stopped"
    | "cannotResume";

/** Which runs of a scenario are asked for. Days as instants. */
export interface RunFilter {
    from?: string;
    to?: string;
    state?: readonly RunState[];
    origin?: readonly string[];
    executionName?: string;
}

export interface LogEntry {
    imtId: string;
    id: string;
    duration: number;
    operations: number;
    centicredits: number;
    transfer: number;
    organizationId: number;
    teamId: number;
    type: string;
    authorId: number | null;
    instant: boolean;
    timestamp: string;
    status: number;
    state: RunState;
    origin: string;
    checkRun: boolean;
    /** The run whose trigger data this one had: a replay. */
    sourceId?: string | null;
    replayable?: boolean;
    /** The incomplete execution that it was an attempt at. */
    incompleteId?: string | null;
    /** The run that called this one. */
    callerId?: string | null;
    /** What a module has named it. */
    executionName?: string | null;
    /** Of a scheduled run, and whether it stands for missed times. */
    due?: string | null;
    late?: boolean;
    /** Of a run of this module only. */
    moduleId?: number | null;
    /** Its own, or the first that was handled. */
    error?: RunError | null;
    /** How many incomplete executions it left. */
    incomplete?: number;
}

export interface RunError {
    type: string;
    message: string;
    moduleId?: number | null;
    module?: string | null;
}

export interface RunModule {
    moduleId: number;
    module: string;
    operations: number;
    centicredits: number;
    transfer: number;
    errors: number;
    warnings: number;
    tokens: number;
    duration: number;
}

export interface Run {
    id: string;
    scenarioId: number;
    scenarioName: string;
    version: number;
    state: RunState;
    status: number;
    origin: string;
    startedAt: string;
    endedAt: string | null;
    duration: number;
    operations: number;
    centicredits: number;
    transfer: number;
    author: { id: number; name: string } | null;
    error: RunError | null;
    outputs: Record<string, unknown> | null;
    standIns: boolean;
    modules: RunModule[];
    blueprint: unknown;
    /** Given back so far. */
    refunded?: number;
    sourceId?: string | null;
    incompleteId?: string | null;
    callerId?: string | null;
    callerScenarioId?: number | null;
    replayable?: boolean;
    /** What a module has named it. */
    executionName?: string | null;
    /** What its modules were given and gave isn't kept. */
    confidential?: boolean;
    /** False: they were dropped at its end. */
    bundlesKept?: boolean;
}

export interface Operation {
    index: number;
    moduleId: number;
    module: string;
    path: number[];
    kind: string;
    startedAt: string;
    duration: number;
    operations: number;
    centicredits: number;
    transfer: number;
    status: number;
    repeated: boolean;
    rule: { id: string; text: string; card: string } | null;
    input: unknown;
    output: unknown[];
    error: RunError | null;
}

export interface OperationPage {
    operations: Operation[];
    total: { count: number };
}

/** Totals of a run so far, never differences. */
export interface RunEvent {
    runId: string;
    scenarioId: number;
    state: RunState;
    operations: number;
    centicredits: number;
    transfer: number;
    modules: { moduleId: number; operations: number; centicredits: number }[];
    running: number | null;
}

export interface BalanceEvent {
    usedCenticredits: number;
    leftCenticredits: number | null;
}
