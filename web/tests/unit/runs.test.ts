import type { Incomplete, LogEntry, Run } from "../../src/api";
import { calledRun, relatedTo } from "../../src/run/related";
import { isPaused, mayStop, stateName, statusSentence } from "../../src/run/status";
import { marked } from "../../src/scenario/excerpt";
import { toggledAll, toggledOne } from "../../src/ui/selection";
import { assert, test } from "./check";

const run = { id: "a", scenarioId: 7 } as Run;

test("a run leads to what it came from and to what came of it", () => {
    const attempt = { ...run, sourceId: "s", incompleteId: "d", callerId: "c", callerScenarioId: 3 };
    assert.deepStrictEqual(
        relatedTo(attempt, [], []).from.map((one) => one.to),
        ["/scenarios/7/history/s", "/scenarios/7/incomplete/d", "/scenarios/3/history/c"],
    );
    const replay = { id: "b", sourceId: "a", timestamp: "2026-11-24T10:00:00.000Z" } as LogEntry;
    const other = { id: "x", sourceId: "y", timestamp: "2026-11-24T10:00:00.000Z" } as LogEntry;
    const kept = { id: "d", executionId: "a", state: "resolved", created: "2026-11-24T10:00:00.000Z" } as Incomplete;
    assert.deepStrictEqual(
        relatedTo(run, [replay, other], [kept, { ...kept, id: "e", executionId: "z" }]).gave.map((one) => [one.text, one.to]),
        [
            ["Replay", "/scenarios/7/history/b"],
            ["Incomplete execution, resolved", "/scenarios/7/incomplete/d"],
        ],
    );
});

test("a caller of which the place isn't known is not linked", () => {
    assert.deepStrictEqual(relatedTo({ ...run, callerId: "c", callerScenarioId: null }, [], []).from, []);
});

test("only an operation that calls names the run that it called", () => {
    const call = { module: "scenario-service:CallSubscenario", input: { scenario: "12" }, output: [{ executionId: "e" }] };
    assert.deepStrictEqual(calledRun(call), { scenario: 12, run: "e" });
    assert.strictEqual(calledRun({ ...call, output: [{ total: 3 }] }), null);
    assert.strictEqual(calledRun({ ...call, module: "http:MakeRequest" }), null);
});

test("a run without data transfer is worded, and waits", () => {
    assert.strictEqual(stateName("outOfTransfer"), "Out of data transfer");
    assert.ok(isPaused({ state: "outOfTransfer", endedAt: null }));
    assert.match(statusSentence({ state: "outOfTransfer", duration: 5, endedAt: null, error: null }), /goes on by itself/);
    assert.ok(mayStop({ endedAt: null }) && !mayStop({ endedAt: "2026-11-24T10:00:00.000Z" }));
});

test("what was searched for is marked wherever it stands", () => {
    const parts = marked("Order and order", "order");
    assert.deepStrictEqual(
        parts.filter((part) => part.hit).map((part) => part.text),
        ["Order", "order"],
    );
    assert.strictEqual(parts.map((part) => part.text).join(""), "Order and order");
    assert.deepStrictEqual(marked("İx", "x"), [{ text: "İx", hit: false }]);
});

test("boxes choose one row or all of them", () => {
    assert.deepStrictEqual([...toggledOne(new Set(["a"]), "b")], ["a", "b"]);
    assert.deepStrictEqual([...toggledOne(new Set(["a"]), "a")], []);
    assert.deepStrictEqual([...toggledAll(new Set(["a"]), ["a", "b"])], ["a", "b"]);
    assert.deepStrictEqual([...toggledAll(new Set(["a", "b", "c"]), ["a", "b"])], ["c"]);
});
