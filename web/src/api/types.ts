import type { FieldSpec } from "../canvas/blueprint";
import type { AutoPurchasing, Banner, Forecast, Lot, Paused, PeriodKind, Plan, Proof } from "./creditTypes";

// The shapes of docs/api.md. Amounts are integers of centicredits, transfer in bytes, durations in milliseconds, instants ISO 8601 in UTC.

export interface Settings {
    productName: string;
    scenarioSingular: string;
    scenarioPlural: string;
    accent: string | null;
    version: string;
    firstOwnerNeeded: boolean;
}

export type Role = "owner" | "admin" | "accountant" | "member" | "viewer";

export interface User {
    id: number;
    name: string;
    email: string;
    timezone: string;
    locale: string;
    operator: boolean;
    roles: { organizationId: number; role: Role }[];
}

export interface ApiToken {
    id: number;
    token: string;
    label: string;
    created: string;
}

export interface Organization {
    id: number;
    name: string;
    timezone: string;
    isPaused: boolean;
    lastReset?: string | null;
    nextReset?: string | null;
    teams?: { id: number; name: string }[];
}

export interface Team {
    id: number;
    name: string;
    organizationId: number;
}

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

export interface UsageQuery {
    from?: string | number;
    to?: string | number;
    scenarioIds?: number[];
    status?: number[];
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

export interface Field {
    name: string;
    label?: string;
    type: string;
    required?: boolean;
    help?: string;
    default?: unknown;
    options?: { value: unknown; label: string }[];
    spec?: Field[];
    multiline?: boolean;
    advanced?: boolean;
}

export interface Price {
    kind: string;
    label: string;
    operations?: number;
    centicredits?: number;
}

export interface ModuleDescription {
    name: string;
    versions: number[];
    label: string;
    summary: string;
    app: { name: string; label: string; icon: string; color: string };
    role: string;
    effect: string;
    price: Price;
    parameters: Field[];
    mapper: Field[];
    output: Field[];
}

export interface FunctionDescription {
    name: string;
    signature: string;
    summary: string;
    group: string;
}

export type ExpressionCheck = { ok: true } | { ok: false; offset: number; message: string };

export interface Hook {
    id: number;
    name: string;
    teamId: number;
    url: string;
    enabled: boolean;
    scenarioId: number | null;
    queueCount: number;
    queueLimit: number;
    type: string;
    typeName: string;
    /** The next delivery's structure is kept. */
    learning?: boolean;
    data?: HookSettings;
    /** The fields that it is known to be sent. */
    interface?: Field[] | null;
}

export interface HookSettings {
    headers?: boolean;
    method?: boolean;
    stringify?: boolean;
    /** A list, or text with commas between. */
    ip?: string | string[] | null;
    udt?: number | null;
    apiKey?: { header: string; secretSet?: boolean; secret?: string } | null;
    signature?: {
        header: string;
        algorithm: "sha256" | "sha1";
        encoding: "hex" | "base64";
        prefix?: string | null;
        secretSet?: boolean;
        secret?: string;
    } | null;
}

export interface DataStore {
    id: number;
    name: string;
    records: number;
    /** Bytes; some servers write them as text. */
    size: number | string;
    maxSize: number | string;
    teamId: number;
    datastructureId?: number | null;
}

export interface StoreRecord {
    key: string;
    data: Record<string, unknown>;
}

export interface DataStructure {
    id: number;
    name: string;
    teamId: number;
    spec: FieldSpec[];
    /** Nothing but its fields is taken. */
    strict: boolean;
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
