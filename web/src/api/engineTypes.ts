// The shapes of docs/api.md, "Scenarios": what can be done with runs, and incomplete executions.

export interface SearchHit {
    runId: string;
    startedAt: string;
    /** What a module has named the run. */
    executionName?: string | null;
    /** The operation's place in its run. */
    index: number;
    moduleId: number;
    excerpt: string;
}

export interface SearchPage {
    hits: SearchHit[];
    /** The run to go on from; null where all were searched. */
    searchedTo: string | null;
}

export type IncompleteState = "unresolved" | "pending" | "inProgress" | "resolved";

/** A bundle that failed in a run and was kept. Sizes in bytes. */
export interface Incomplete {
    id: string;
    state: IncompleteState;
    reason: string;
    reasonType: string;
    created: string;
    nextAttempt: string | null;
    attempts: number;
    size: number;
    moduleId: number;
    module: string;
    /** The run that it failed in. */
    executionId: string;
    /** The attempt under way. */
    attemptId: string | null;
    resolvedAt: string | null;
    version: number;
}

/** By module id: the bundle that is read there. */
export type Bundles = Record<string, unknown>;

/** Named ones, or all but some. */
export type Chosen = { ids: string[] } | { all: true; exceptIds?: string[] };
