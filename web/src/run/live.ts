import type { Run, RunEvent, RunModule } from "../api/types";

/** The run as it was read, with what the stream has told since. Totals only grow, so the larger one is the newer one. */
export function withEvent(run: Run, event: RunEvent | undefined): Run {
    if (!event || event.operations < run.operations || (event.operations === run.operations && run.endedAt !== null)) return run;
    const known = new Map(run.modules.map((module) => [module.moduleId, module]));
    for (const told of event.modules) {
        const before = known.get(told.moduleId) ?? unknown(told.moduleId);
        known.set(told.moduleId, { ...before, operations: told.operations, centicredits: told.centicredits });
    }
    return {
        ...run,
        state: event.state,
        operations: event.operations,
        centicredits: event.centicredits,
        transfer: event.transfer,
        modules: [...known.values()],
    };
}

function unknown(moduleId: number): RunModule {
    return { moduleId, module: "", operations: 0, centicredits: 0, transfer: 0, errors: 0, warnings: 0, tokens: 0, duration: 0 };
}

/** What a module came to in this run. */
export function moduleStatus(module: RunModule, run: { error: { moduleId?: number | null } | null; state: string }): string {
    const ended = run.state === "success" || run.state === "warning";
    if (run.error?.moduleId === module.moduleId || (module.errors > 0 && !ended)) return "error";
    // Its errors were handled, as the run went on.
    return module.errors > 0 || module.warnings > 0 ? "warning" : "success";
}
