import { assert, test } from "../../tests/unit/check";
import { historyFilterOf, isFiltered, runFilterOf } from "./historyFilter";

const asked = (search: string) => runFilterOf(historyFilterOf(new URLSearchParams(search)), "Europe/Prague");

test("a stopped run is no error", () => {
    assert.deepStrictEqual(asked("status=error"), { state: ["error", "cannotResume"] });
    assert.deepStrictEqual(asked("status=stopped"), { state: ["stopped"] });
    assert.deepStrictEqual(asked("status=3"), asked("status=error"));
    assert.deepStrictEqual(asked("status=nonsense"), {});
});

test("days are those of the organization's zone, both included", () => {
    assert.deepStrictEqual(asked("from=2026-11-01&to=2026-11-02&origin=webhook&name=Order"), {
        origin: ["webhook"],
        executionName: "Order",
        from: "2026-10-31T23:00:00.000Z",
        to: "2026-11-02T23:00:00.000Z",
    });
});

test("a search alone is no filter", () => {
    assert.strictEqual(isFiltered(historyFilterOf(new URLSearchParams("text=x&checks=shown"))), false);
    assert.strictEqual(isFiltered(historyFilterOf(new URLSearchParams("to=2026-11-02"))), true);
});
