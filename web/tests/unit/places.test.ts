import { merged } from "../../src/api/live";
import type { Run, RunEvent, Scenario, UsageRow } from "../../src/api/types";
import { allowance, daysBetween, summed } from "../../src/dashboard/days";
import { costOfInterval } from "../../src/scenario/cost";
import { weakness } from "../../src/entry/password";
import { wayBack } from "../../src/entry/wayBack";
import { match } from "../../src/match";
import { withEvent } from "../../src/run/live";
import { moduleNames } from "../../src/run/modules";
import { isPaused, mayRefund, statusSentence } from "../../src/run/status";
import { span } from "../../src/run/timeline";
import { faults, refusal } from "../../src/scenarios/faults";
import { named, ordered } from "../../src/scenarios/order";
import { ApiError } from "../../src/api/request";
import { found } from "../../src/shell/destinations";
import { fill } from "../../src/shell/meter";
import { csv } from "../../src/usage/csv";
import { addressOf, filterOf, queryOf, startOfDay } from "../../src/usage/filter";
import { arrive } from "../../src/usage/fresh";
import { capitalized } from "../../src/words";
import { assert, table, test } from "./check";

const event = (part: Partial<RunEvent>): RunEvent => ({
    runId: "a",
    scenarioId: 1,
    state: "running",
    operations: 1,
    centicredits: 100,
    transfer: 0,
    modules: [],
    running: null,
    ...part,
});

test("a late event does not put a run's figures back", () => {
    const runs = merged(merged(new Map(), event({ operations: 7 })), event({ operations: 3 }));
    assert.strictEqual(runs.get("a")?.operations, 7);
    assert.strictEqual(merged(runs, event({ operations: 7, state: "success" })).get("a")?.state, "success");
});

test("only so many runs are remembered, the newest last", () => {
    let runs: ReadonlyMap<string, RunEvent> = new Map();
    for (let number = 0; number < 300; number += 1) runs = merged(runs, event({ runId: String(number) }));
    assert.strictEqual(runs.size, 200);
    assert.strictEqual([...runs.keys()][0], "100");
});

test("a run's page takes what the stream tells until it has read something newer", () => {
    const run = {
        operations: 3,
        centicredits: 300,
        transfer: 0,
        state: "running",
        endedAt: null,
        modules: [{ moduleId: 1, module: "util:SetVariable2", operations: 3, centicredits: 300 }],
    } as unknown as Run;
    const told = withEvent(
        run,
        event({
            operations: 5,
            centicredits: 500,
            modules: [
                { moduleId: 1, operations: 3, centicredits: 300 },
                { moduleId: 2, operations: 2, centicredits: 200 },
            ],
        }),
    );
    assert.strictEqual(told.centicredits, 500);
    assert.deepStrictEqual(
        told.modules.map((module) => module.centicredits),
        [300, 200],
    );
    assert.strictEqual(told.modules[0]?.module, "util:SetVariable2");
    assert.strictEqual(withEvent(run, event({ operations: 2 })), run);
});

test("a filter is the same after a way through the address", () => {
    const search = "?name=mail&from=2026-11-01&status=error&origin=webhook&min=1.5&sort=centicredits&dir=asc";
    const filter = filterOf(search);
    assert.deepStrictEqual(filterOf(addressOf(filter)), filter);
    assert.strictEqual(addressOf(filterOf("")), "");
    assert.strictEqual(filterOf("?sort=nonsense").sort, "timestamp");
});

test("the filter's days are the organization's", () => {
    const query = queryOf(filterOf("?from=2026-11-01&to=2026-11-22&min=0,5"), "Europe/Prague");
    assert.strictEqual(query.from, "2026-10-31T23:00:00.000Z");
    assert.strictEqual(query.to, "2026-11-22T23:00:00.000Z");
    assert.strictEqual(query.minCenticredits, 50);
});

table(
    "a day begins at its zone's midnight, whatever the clocks do",
    [
        ["2026-03-29 Europe/Prague", "2026-03-28T23:00:00.000Z"],
        ["2026-03-30 Europe/Prague", "2026-03-29T22:00:00.000Z"],
        ["2026-10-26 Europe/Prague", "2026-10-25T23:00:00.000Z"],
        ["2026-07-01 Asia/Kathmandu", "2026-06-30T18:15:00.000Z"],
        ["2026-01-01 UTC", "2026-01-01T00:00:00.000Z"],
    ],
    (input) => startOfDay(input.slice(0, 10), input.slice(11))?.toISOString() ?? "none",
);

const row = (part: Partial<UsageRow>) =>
    ({
        id: "r",
        scenarioName: "n",
        kind: "scenario",
        centicredits: 1950,
        operations: 1,
        transfer: 0,
        timestamp: "t",
        state: "success",
        origin: "webhook",
        ...part,
    }) as UsageRow;

test("a name stays a name in a spreadsheet", () => {
    const lines = csv([row({ scenarioName: '=SUM(1), "x"' }), row({ kind: "agent" })], "Scenario").split("\r\n");
    assert.strictEqual(lines[1], `"'=SUM(1), ""x""",Scenario,19.5,1,0,t,success,webhook,r`);
    assert.strictEqual(lines[2], "n,AI agent,19.5,1,0,t,success,webhook,r");
    assert.strictEqual(lines.length, 4);
});

test("new rows wait while the reader is elsewhere, and old ones change in place", () => {
    const [a, b] = [row({ id: "a" }), row({ id: "b" })];
    const newer = [row({ id: "c" }), { ...a, centicredits: 2000 }, b];
    assert.deepStrictEqual(arrive([a, b], newer, true), { shown: newer, waiting: 0 });
    const held = arrive([a, b], newer, false);
    assert.strictEqual(held.waiting, 1);
    assert.deepStrictEqual(
        held.shown.map((one) => [one.id, one.centicredits]),
        [
            ["a", 2000],
            ["b", 1950],
        ],
    );
});

test("a period has every day once", () => {
    assert.deepStrictEqual(daysBetween("2026-02-27", "2026-03-01"), ["2026-02-27", "2026-02-28", "2026-03-01"]);
    assert.deepStrictEqual(daysBetween("2026-03-02", "2026-03-01"), []);
});

test("the total grows day by day and stops today", () => {
    const days = [
        { date: "1", value: 100 },
        { date: "2", value: 0 },
        { date: "3", value: 50 },
        { date: "4", value: null },
    ];
    assert.deepStrictEqual(
        summed(days).map((day) => day.value),
        [100, 100, 150, null],
    );
    assert.deepStrictEqual(allowance(days, 400, false), [100, 100, 100, 100]);
    assert.deepStrictEqual(allowance(summed(days), 400, true), [100, 200, 300, 400]);
    assert.strictEqual(allowance(days, 1_000_000, false), null);
    assert.strictEqual(allowance(days, null, false), null);
});

test("a schedule says what it costs before it is chosen", () => {
    const estimate = { minimumCenticredits: 700, expectedCenticredits: 700, perBundle: false, modules: [], notes: [] };
    assert.strictEqual(costOfInterval(estimate, undefined, 900), "7 credits a run: 20,160 credits in 30 days, for 2,880 runs.");
    assert.strictEqual(
        costOfInterval({ ...estimate, perBundle: true }, undefined, 86_400),
        "At least 7 credits a run, and more with each bundle: at least 210 credits in 30 days, for 30 runs.",
    );
    assert.strictEqual(costOfInterval(estimate, undefined, 0), "");
    assert.strictEqual(costOfInterval(undefined, undefined, 900), "");
});

test("the meter is amber from 75 % and red from 90 %", () => {
    assert.deepStrictEqual(fill(74, 26), { share: 0.74, tone: "plain" });
    assert.deepStrictEqual(fill(75, 25), { share: 0.75, tone: "warn" });
    assert.deepStrictEqual(fill(90, 10), { share: 0.9, tone: "bad" });
    assert.deepStrictEqual(fill(0, 0), { share: 1, tone: "bad" });
    assert.deepStrictEqual(fill(1000, null), { share: 0, tone: "plain" });
});

const scenario = (id: number, part: Partial<Scenario>) => ({ id, name: `S${id}`, centicredits: 0, nextExec: null, ...part }) as Scenario;

test("the list is sorted by credits, ties by name, what never runs last", () => {
    const list = [
        scenario(1, { centicredits: 100 }),
        scenario(10, { centicredits: 300 }),
        scenario(2, { centicredits: 100, nextExec: "2026-11-22T00:00:00Z" }),
    ];
    const ids = (by: string, descending: boolean) => ordered(list, { by, descending }).map((one) => one.id);
    assert.deepStrictEqual(ids("centicredits", true), [10, 1, 2]);
    assert.deepStrictEqual(ids("name", false), [1, 2, 10]);
    assert.deepStrictEqual(ids("nextExec", true), [2, 1, 10]);
    assert.deepStrictEqual(
        named(list, " s10 ").map((one) => one.id),
        [10],
    );
});

test("a refused file says what and where, each once", () => {
    const error = new ApiError(400, "SC400", "line 3, column 14: expected ','", [
        { message: "line 3, column 14: expected ','", name: "blueprint" },
    ]);
    assert.deepStrictEqual(faults(error), [{ where: "blueprint", message: "line 3, column 14: expected ','" }]);
    const two = new ApiError(400, "SC400", "The blueprint is not valid.", [{ message: "is missing", name: "flow", line: 2, column: 1 }]);
    assert.deepStrictEqual(
        faults(two).map((one) => one.where),
        ["", "flow, line 2, column 1"],
    );
    assert.strictEqual(refusal(" \n"), "The file is empty.");
    assert.strictEqual(refusal("{"), null);
});

test("modules are found in routes and error routes, by the name they were given", () => {
    const named = {
        id: 2,
        module: "http:ActionSendData",
        metadata: { designer: { name: "Ask" } },
        onerror: [{ id: 5, module: "builtin:Resume" }],
    };
    const blueprint = {
        flow: [{ id: 1, module: "builtin:BasicRouter", routes: [{ flow: [named] }, { flow: [{ id: 3, module: "x:y" }] }] }],
    };
    assert.deepStrictEqual(
        [...moduleNames(blueprint)],
        [
            [1, "builtin:BasicRouter"],
            [2, "Ask"],
            [5, "builtin:Resume"],
            [3, "x:y"],
        ],
    );
    assert.strictEqual(moduleNames(null).size, 0);
});

test("an operation has its place in time, and even a moment is seen", () => {
    const run = { startedAt: "2026-11-22T00:00:00.000Z", duration: 1000 };
    assert.deepStrictEqual(span({ startedAt: "2026-11-22T00:00:00.500Z", duration: 250 }, run), { from: 0.5, length: 0.25 });
    const last = span({ startedAt: "2026-11-22T00:00:01.000Z", duration: 0 }, run);
    assert.ok(last.length > 0 && last.from + last.length <= 1.0001);
});

test("a status is a sentence", () => {
    const run = { duration: 1200, endedAt: "2026-11-22T00:00:01.000Z", error: null };
    assert.strictEqual(statusSentence({ ...run, state: "success" }), "Finished in 1.2 s, without errors.");
    assert.strictEqual(
        statusSentence({ ...run, state: "error", duration: 12, error: { message: "x", module: "Ask" } }),
        "Ended by an error after 12 ms in Ask.",
    );
});

test("a run without an end that ran out of credits or budget is paused, not over", () => {
    const run = { duration: 1200, endedAt: null, error: null };
    for (const state of ["outOfCredits", "outOfBudget"] as const) {
        assert.ok(isPaused({ state, endedAt: null }) && !isPaused({ state, endedAt: "2026-11-22T00:00:01.000Z" }));
        assert.match(statusSentence({ ...run, state }), /^Paused before .* goes on by itself/);
        assert.match(statusSentence({ ...run, state, endedAt: "2026-11-22T00:00:01.000Z" }), /^Ended after 1.2 s/);
    }
    assert.ok(!isPaused({ state: "stopped", endedAt: null }));
});

test("a run is given back once, when it is over and cost something", () => {
    const run = { state: "success" as const, endedAt: "2026-11-22T00:00:01.000Z", centicredits: 1900 };
    assert.ok(mayRefund(run) && mayRefund({ ...run, refunded: 0 }));
    assert.ok(!mayRefund({ ...run, refunded: 1900 }));
    assert.ok(!mayRefund({ ...run, centicredits: 0 }));
    assert.ok(!mayRefund({ ...run, endedAt: null, state: "running" }));
});

table(
    "the way back after signing in stays within the program",
    [
        ["?to=%2Fscenarios%3Fsort%3Dname", "/scenarios?sort=name"],
        ["?to=%2F%2Fevil.example", "/"],
        ["?to=https%3A%2F%2Fevil.example", "/"],
        ["?to=%2F%5Cevil.example", "/"],
        ["", "/"],
    ],
    wayBack,
);

test("addresses are matched part by part", () => {
    assert.deepStrictEqual(match("/scenarios/:id/history/:run", "/scenarios/7/history/ab%20c"), { id: "7", run: "ab c" });
    assert.deepStrictEqual(match("/scenarios", "/scenarios/"), {});
    assert.strictEqual(match("/scenarios/:id", "/scenarios"), null);
    assert.strictEqual(match("/scenarios/:id", "/scenarios//"), null);
});

test("destinations that begin with what is typed come first", () => {
    const all = ["Weekly mail", "Mail triage", "Dashboard"].map((name) => ({ to: name, name, kind: "" }));
    assert.deepStrictEqual(
        found(all, "mail").map((one) => one.name),
        ["Mail triage", "Weekly mail"],
    );
    assert.deepStrictEqual(
        found(all, "mail week").map((one) => one.name),
        ["Weekly mail"],
    );
    assert.strictEqual(found(all, "").length, 3);
});

table(
    "a word begins a sentence",
    [
        ["scenario", "Scenario"],
        ["élan", "Élan"],
        ["", ""],
    ],
    capitalized,
);

table(
    "a password is long and not all the same",
    [
        ["short", "no"],
        ["aaaaaaaaaaaa", "no"],
        ["a calm instrument", "yes"],
    ],
    (password) => (weakness(password) ? "no" : "yes"),
);
