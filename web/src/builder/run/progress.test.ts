import { assert, test } from "../../../tests/unit/check";
import type { Run, RunEvent } from "../../api";
import { begun, fromEvent, fromRun, newer } from "./progress";

const event = (operations: number, state: RunEvent["state"] = "running", running: number | null = 5): RunEvent => ({
    runId: "a",
    scenarioId: 1,
    state,
    operations,
    centicredits: operations * 100,
    transfer: 0,
    modules: [{ moduleId: 3, operations, centicredits: operations * 100 }],
    running,
});

test("a module that has done nothing yet shows that it is running", () => {
    const progress = fromEvent(event(2));
    assert.deepStrictEqual(progress.modules.get(5), { moduleId: 5, status: "running" });
    assert.strictEqual(progress.modules.get(3)?.status, "success");
});

test("totals never go back, and an end stays an end", () => {
    const seven = fromEvent(event(7));
    assert.strictEqual(newer(seven, fromEvent(event(3))), seven);
    const done = fromEvent(event(7, "success", null));
    assert.strictEqual(newer(done, seven), done);
    assert.strictEqual(newer(done, begun("b")).runId, "b");
});

test("the module at which a run failed is marked, also when it never ran", () => {
    const run = {
        id: "a",
        state: "error",
        operations: 1,
        centicredits: 100,
        error: { type: "DataError", message: "no", moduleId: 9 },
        standIns: false,
        modules: [{ moduleId: 3, operations: 1, centicredits: 100, errors: 0, warnings: 0, tokens: 0 }],
    } as unknown as Run;
    assert.strictEqual(fromRun(run).modules.get(9)?.status, "error");
    assert.strictEqual(fromRun(run).modules.get(3)?.status, "success");
});
