import { draftOf, problemsOf, schedulingOf, wallTime } from "../../src/schedule/draft";
import { monthDays, months, weekdays } from "../../src/schedule/calendar";
import type { Scheduling } from "../../src/api/types";
import { settingsOf, usual, withSettings } from "../../src/scenario/settings";
import { readBundle } from "../../src/incomplete/bundle";
import { loss, sentence } from "../../src/incomplete/state";
import { assert, test } from "./check";

const kept: Scheduling[] = [
    { type: "immediately" },
    { type: "on-demand" },
    { type: "indefinitely", interval: 900 },
    { type: "indefinitely", interval: 900, restrict: [{ days: [1, 2, 3, 4, 5], time: ["08:00", "17:00"] }] },
    { type: "daily", time: "09:00" },
    { type: "weekly", days: [1, 4], time: "09:00" },
    { type: "monthly", days: [31], time: "18:00", missed: "all" },
    { type: "yearly", months: [1, 7], days: [1], time: "06:00", between: ["2026-12-01", null] },
    { type: "once", date: "2026-12-01T09:00" },
    { type: "indefinitely", interval: 60, maximum_runs_per_minute: 5 },
];

test("a schedule that is only looked at stays what it was", () => {
    for (const one of kept) assert.deepStrictEqual(schedulingOf(draftOf(one, "Europe/Prague"), one), one, JSON.stringify(one));
});

test("another type takes what belonged to the first one away", () => {
    const before: Scheduling = { type: "weekly", days: [1, 4], time: "09:00", restrict: [{ days: [1] }] };
    assert.deepStrictEqual(schedulingOf({ ...draftOf(before, "UTC"), type: "on-demand" }, before), { type: "on-demand" });
    assert.deepStrictEqual(schedulingOf({ ...draftOf(before, "UTC"), type: "daily", windows: [] }, before), { type: "daily", time: "09:00" });
});

test("Sunday is one day, whichever number it has", () => {
    assert.deepStrictEqual(draftOf({ type: "weekly", days: [0, 7, 1], time: "09:00" }, "UTC").weekdays, [1, 7]);
});

test("an instant is shown by the organization's clock", () => {
    assert.strictEqual(wallTime("2026-12-01T09:00:00Z", "Europe/Prague"), "2026-12-01T10:00");
    assert.strictEqual(wallTime("2026-12-01T09:00:00", "Europe/Prague"), "2026-12-01T09:00");
});

test("what is missing is named by its field", () => {
    const draft = draftOf({ type: "weekly", days: [1], time: "09:00" }, "UTC");
    assert.deepStrictEqual(problemsOf(draft), {});
    assert.deepStrictEqual(Object.keys(problemsOf({ ...draft, weekdays: [], time: "" })), ["time", "weekdays"]);
    assert.deepStrictEqual(Object.keys(problemsOf({ ...draft, type: "indefinitely", minutes: "0" })), ["minutes"]);
    assert.deepStrictEqual(Object.keys(problemsOf({ ...draft, from: "2026-12-02", to: "2026-12-01" })), ["to"]);
});

test("the calendar begins on Monday and in January", () => {
    assert.strictEqual(weekdays("en")[0]?.title, "Monday");
    assert.strictEqual(months("en")[11]?.title, "December");
    assert.strictEqual(monthDays().length, 31);
});

test("settings of a run are read with what is usual, and written beside what else there is", () => {
    const blueprint = { name: "a", metadata: { version: 1, scenario: { dlq: true, maxErrors: "many", slots: null } } };
    assert.deepStrictEqual(settingsOf(blueprint), { ...usual, dlq: true });
    assert.deepStrictEqual(withSettings(blueprint, { ...usual, sequential: true }), {
        name: "a",
        metadata: { version: 1, scenario: { dlq: false, maxErrors: 3, sequential: true, slots: null } },
    });
    assert.deepStrictEqual(settingsOf(null), usual);
});

test("a bundle that is no object is refused with the place of the mistake", () => {
    assert.deepStrictEqual(readBundle('{"a": 1}'), { value: { a: 1 } });
    for (const text of ["", "[1]", "3", "null"]) assert.ok("error" in readBundle(text), text);
    const wrong = readBundle('{\n "a": 1,\n}');
    assert.match("error" in wrong ? wrong.error : "", /line 3/);
});

test("deleting says how much is lost", () => {
    assert.match(loss([{ state: "resolved" }]), /only the record/);
    assert.match(loss([{ state: "unresolved" }]), /^It is not resolved/);
    assert.match(loss([{ state: "pending" }, { state: "unresolved" }]), /^They are not resolved/);
    assert.match(loss([{ state: "resolved" }, { state: "unresolved" }]), /^One of them is not resolved/);
    assert.match(sentence({ state: "pending", attempts: 2 }), /after 2 attempts/);
});
