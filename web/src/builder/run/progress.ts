import type { Run, RunEvent, RunState } from "../../api";
import type { ModuleFigures } from "../../diagram/figures";
import type { BundleCounts } from "../../run/bundles";

/** A run as the builder shows it, whether it still goes or has ended. */
export interface Progress {
    runId: string;
    state: RunState;
    operations: number;
    centicredits: number;
    running: number | null;
    modules: Map<number, ModuleFigures>;
    error: { message: string; moduleId: number | null } | null;
    standIns: boolean;
    /** Milliseconds; known once the run was read. */
    duration?: number;
    endedAt?: string | null;
    /** Errors that were handled, and the first module that had one. */
    handled?: { count: number; moduleId: number };
}

export function ended(state: RunState): boolean {
    return state !== "running" && state !== "sleeping";
}

export function begun(runId: string): Progress {
    return { runId, state: "running", operations: 0, centicredits: 0, running: null, modules: new Map(), error: null, standIns: false };
}

export function fromEvent(event: RunEvent): Progress {
    const modules = new Map<number, ModuleFigures>();
    for (const module of event.modules) {
        const status = module.moduleId === event.running ? "running" : "success";
        modules.set(module.moduleId, { moduleId: module.moduleId, operations: module.operations, credits: module.centicredits, status });
    }
    if (event.running !== null && !modules.has(event.running)) modules.set(event.running, { moduleId: event.running, status: "running" });
    const { runId, state, operations, centicredits, running } = event;
    return { runId, state, operations, centicredits, running, modules, error: null, standIns: false };
}

export function fromRun(run: Run): Progress {
    const modules = new Map<number, ModuleFigures>();
    for (const module of run.modules) {
        const failed = module.errors > 0 || (run.error?.moduleId === module.moduleId && run.state !== "success");
        const status =
            failed && run.error?.moduleId === module.moduleId ? "error" : module.errors > 0 || module.warnings > 0 ? "warning" : "success";
        const figures: ModuleFigures = { moduleId: module.moduleId, operations: module.operations, credits: module.centicredits, status };
        if (module.tokens > 0) figures.tokens = module.tokens;
        if (module.duration > 0) figures.duration = module.duration;
        modules.set(module.moduleId, figures);
    }
    const failing = run.error?.moduleId ?? null;
    if (failing !== null && !modules.has(failing)) modules.set(failing, { moduleId: failing, status: "error" });
    const handled = run.modules.filter((one) => one.errors + one.warnings > 0 && one.moduleId !== failing);
    const first = handled[0];
    return {
        duration: run.duration,
        endedAt: run.endedAt,
        ...(first ? { handled: { count: handled.reduce((sum, one) => sum + one.errors + one.warnings, 0), moduleId: first.moduleId } } : {}),
        runId: run.id,
        state: run.state,
        operations: run.operations,
        centicredits: run.centicredits,
        running: null,
        modules,
        error: run.error ? { message: run.error.message, moduleId: failing } : null,
        standIns: run.standIns,
    };
}

/** The newer of two views of one run; an end is never taken back by an event that came late. */
export function newer(before: Progress | null, next: Progress): Progress {
    if (!before || before.runId !== next.runId) return next;
    const paused = before.state === "outOfCredits" || before.state === "outOfBudget" || before.state === "outOfTransfer";
    if (ended(before.state) && !ended(next.state)) return paused && next.operations > before.operations ? next : before;
    if (ended(before.state) && before.error && !next.error) return before;
    return next.operations < before.operations && !ended(next.state) ? before : next;
}

/** With what the operations tell of each module's bundles. */
export function withBundles(progress: Progress | null, runId: string, counts: ReadonlyMap<number, BundleCounts>): Progress | null {
    if (progress?.runId !== runId) return progress;
    const modules = new Map([...progress.modules].map(([id, figures]) => [id, { ...figures, ...counts.get(id) }]));
    return { ...progress, modules };
}
