import { assert, test } from "../../../tests/unit/check";
import type { Blueprint, Module } from "../blueprint";
import { graphOf } from "../graph";
import { sample } from "../sample";
import { visibleTo } from "../visible";
import {
    add,
    changeValue,
    connect,
    disconnect,
    duplicate,
    makeFirst,
    moveRoute,
    paste,
    remove,
    routeOf,
    setFallback,
    setFilter,
    setFlag,
    switchRoute,
    tidyUp,
} from ".";
import { isModule } from "../blueprint";

const ids = (chain: unknown) => (chain as Module[]).map((module) => module.id);
const loose = (blueprint: Blueprint) => (blueprint.metadata?.designer?.orphans ?? []).map(ids);
const draft = { module: "util:ComposeTransformer", version: 1 };

test("a module added after another stands between it and the next, and takes the next one's filter", () => {
    const { blueprint, id } = add(sample, { kind: "after", id: 1 }, draft);
    assert.strictEqual(id, 31);
    assert.deepStrictEqual(ids(blueprint.flow), [1, 31, 2, 3]);
    assert.strictEqual(blueprint.flow[1]?.filter?.name, "paid");
    assert.strictEqual("filter" in (blueprint.flow[2] ?? {}), false);
});

test("the route on which a module stands is switched off and on again, and nothing else changes", () => {
    const chain = (id: number) => graphOf(sample).byId.get(id)?.chain ?? [];
    const off = switchRoute(sample, chain(6), false);
    assert.strictEqual(routeOf(off, chain(6))?.disabled, true);
    assert.strictEqual(routeOf(off, chain(5))?.disabled, undefined);
    assert.deepStrictEqual(switchRoute(off, chain(6), true), sample);
    assert.strictEqual(routeOf(sample, chain(1)), null);
    assert.strictEqual(routeOf(sample, chain(8)), null);
    assert.strictEqual(switchRoute(sample, chain(1), false), sample);
});

test("what is not touched stays the same object", () => {
    const edited = changeValue(sample, 5, ["mapper", "value"], "{{1.total}}");
    assert.strictEqual(edited.flow[0], sample.flow[0]);
    assert.strictEqual(edited.flow[2]?.routes?.[1], sample.flow[2]?.routes?.[1]);
    assert.ok(edited.flow[2] !== sample.flow[2]);
    assert.strictEqual(edited.metadata, sample.metadata);
    assert.strictEqual(edited["publisherNote"], sample["publisherNote"]);
});

test("a value set to what it was changes nothing", () => {
    assert.strictEqual(changeValue(sample, 1, ["parameters", "hook"], 7), sample);
});

test("a module added after a router is a new route, below the others", () => {
    const { blueprint, id } = add(sample, { kind: "after", id: 3 }, draft);
    assert.deepStrictEqual(
        blueprint.flow[2]?.routes?.map((route) => ids(route.flow)),
        [[5], [6, 7], [id]],
    );
    assert.ok((graphOf(blueprint).byId.get(id)?.y ?? 0) > (graphOf(blueprint).byId.get(6)?.y ?? 0));
});

test("a router put into a chain takes the rest into its first route", () => {
    const { blueprint, id } = add(sample, { kind: "after", id: 6 }, { module: "builtin:BasicRouter", version: 1 });
    const route = blueprint.flow[2]?.routes?.[1]?.flow as Module[];
    assert.deepStrictEqual(ids(route), [6, id]);
    assert.deepStrictEqual(ids(route[1]?.routes?.[0]?.flow), [7]);
    assert.strictEqual(route[1]?.mapper, null);
});

test("a module put before the first one of a route takes the route's condition", () => {
    const { blueprint, id } = add(sample, { kind: "before", id: 5 }, draft);
    const route = blueprint.flow[2]?.routes?.[0]?.flow as Module[];
    assert.deepStrictEqual(ids(route), [id, 5]);
    assert.strictEqual(route[0]?.filter?.name, "large");
});

test("an error handler hangs on its module by a link of its own kind", () => {
    const { blueprint, id } = add(sample, { kind: "error", id: 7 }, { module: "builtin:Ignore", version: 1 });
    const link = graphOf(blueprint).incoming.get(id);
    assert.deepStrictEqual([link?.from, link?.kind], [7, "error"]);
});

test("the first module of an empty canvas begins the flow, and a trigger before the first one is the new first", () => {
    const empty = { flow: [], metadata: {} };
    const first = add(empty, { kind: "first" }, draft);
    assert.deepStrictEqual(ids(first.blueprint.flow), [1]);
    assert.deepStrictEqual(ids(add(first.blueprint, { kind: "first" }, draft).blueprint.flow), [2, 1]);
});

test("a cut wire leaves a loose chain, and wiring it again restores the flow", () => {
    const cut = disconnect(sample, 2);
    assert.deepStrictEqual(ids(cut.flow), [1]);
    assert.deepStrictEqual(loose(cut), [[30], [2, 3]]);
    const again = connect(cut, 1, 2);
    assert.deepStrictEqual(again.flow, sample.flow);
    assert.deepStrictEqual(loose(again), [[30]]);
});

test("cutting off a route takes it away and keeps the fallback on its route", () => {
    const cut = disconnect(sample, 5);
    assert.deepStrictEqual(
        cut.flow[2]?.routes?.map((route) => ids(route.flow)),
        [[6, 7]],
    );
    assert.strictEqual(cut.flow[2]?.parameters?.["else"], 0);
    assert.strictEqual("else" in (disconnect(sample, 6).flow[2]?.parameters ?? {}), false);
});

test("a second wire from a module that already goes on is made by a router", () => {
    const forked = connect(sample, 6, 30);
    const route = forked.flow[2]?.routes?.[1]?.flow as Module[];
    assert.strictEqual(route[1]?.module, "builtin:BasicRouter");
    assert.deepStrictEqual(
        route[1]?.routes?.map((way) => ids(way.flow)),
        [[7], [30]],
    );
});

test("a wire may not close a circle", () => {
    assert.strictEqual(connect(sample, 7, 2), sample);
    assert.strictEqual(connect(sample, 2, 2), sample);
});

test("a trigger wired to the first module becomes the first", () => {
    const wired = connect(sample, 30, 1);
    assert.deepStrictEqual(ids(wired.flow), [30, 1, 2, 3]);
    assert.deepStrictEqual(loose(wired), []);
});

test("deleting keeps what follows as a loose chain, or closes the gap", () => {
    assert.deepStrictEqual(loose(remove(sample, 2, false)), [[30], [3]]);
    const closed = remove(sample, 2, true);
    assert.deepStrictEqual(ids(closed.flow), [1, 3]);
    assert.strictEqual(closed.flow[1]?.filter?.name, "paid");
});

test("deleting a router with reconnecting goes on with its first route", () => {
    const closed = remove(sample, 3, true);
    assert.deepStrictEqual(ids(closed.flow), [1, 2, 5]);
    assert.deepStrictEqual(loose(closed), [[30], [6, 7]]);
});

test("deleting a module takes its error directives along", () => {
    assert.deepStrictEqual(loose(remove(sample, 6, true)), [[30]]);
    assert.strictEqual(graphOf(remove(sample, 6, true)).byId.has(8), false);
});

test("a copy is loose, has the next number, and nothing hangs on it", () => {
    const copy = duplicate(sample, 6);
    assert.strictEqual(copy?.id, 31);
    const module = graphOf(copy?.blueprint ?? sample).byId.get(31)?.module;
    assert.strictEqual(module?.onerror, undefined);
    assert.strictEqual(module?.filter, undefined);
});

test("pasted modules refer to each other under their new numbers", () => {
    const modules = [
        sample.flow[0],
        { ...(sample.flow[1] as Module), mapper: { value: '{{1.total}} {{concat("1.total"; 1.a)}} {{11.x}}' } },
    ] as Module[];
    const { blueprint, ids: made } = paste(sample, modules);
    assert.deepStrictEqual(made, [31, 32]);
    assert.strictEqual(graphOf(blueprint).byId.get(32)?.module.mapper?.["value"], '{{31.total}} {{concat("1.total"; 31.a)}} {{11.x}}');
});

test("moving routes keeps the fallback on its route", () => {
    const moved = moveRoute(sample, 3, 1, 0);
    assert.deepStrictEqual(
        moved.flow[2]?.routes?.map((route) => ids(route.flow)),
        [[6, 7], [5]],
    );
    assert.strictEqual(moved.flow[2]?.parameters?.["else"], 0);
    assert.strictEqual("else" in (setFallback(sample, 3, null).flow[2]?.parameters ?? {}), false);
});

test("a loose chain can become the flow", () => {
    const swapped = makeFirst(sample, 30);
    assert.deepStrictEqual(ids(swapped.flow), [30]);
    assert.deepStrictEqual(loose(swapped), [[1, 2, 3]]);
});

test("a filter without anything is taken away, a flag without value too", () => {
    assert.strictEqual("filter" in (setFilter(sample, 2, null).flow[1] ?? {}), false);
    const grouped = setFlag(sample, 7, "groupBy", "{{1.city}}");
    assert.strictEqual(graphOf(grouped).byId.get(7)?.module.flags?.["groupBy"], "{{1.city}}");
    assert.strictEqual("flags" in (graphOf(setFlag(grouped, 7, "groupBy", undefined)).byId.get(7)?.module ?? {}), false);
});

test("tidying up changes places alone", () => {
    const bare = (value: unknown) => JSON.stringify(value, (key, item: unknown) => (key === "x" || key === "y" ? undefined : item));
    assert.strictEqual(bare(tidyUp(sample)), bare(sample));
});

test("a module sees what is before it, but not what an aggregator has gathered", () => {
    const gathered = changeValue(sample, 7, ["parameters", "feeder"], 2);
    const { blueprint, id } = add(gathered, { kind: "after", id: 7 }, draft);
    assert.deepStrictEqual(
        visibleTo(graphOf(blueprint), id).map((step) => step.id),
        [7, 1],
    );
    assert.deepStrictEqual(
        visibleTo(graphOf(blueprint), 7).map((step) => step.id),
        [6, 3, 2, 1],
    );
});

test("any series of edits leaves every number once, and links that lead somewhere", () => {
    let seed = 20261122;
    const chance = (limit: number) => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % limit;
    let blueprint: Blueprint = sample;
    for (let round = 0; round < 400; round += 1) {
        const steps = graphOf(blueprint).steps;
        const id = steps[chance(Math.max(1, steps.length))]?.id ?? 1;
        const other = steps[chance(Math.max(1, steps.length))]?.id ?? 1;
        const module = chance(3) === 0 ? "builtin:BasicRouter" : draft.module;
        const kinds = ["after", "before", "error"] as const;
        const edits = [
            () =>
                (steps.length === 0
                    ? add(blueprint, { kind: "first" }, draft)
                    : add(blueprint, { kind: kinds[chance(3)] ?? "after", id }, { module, version: 1 })
                ).blueprint,
            () => connect(blueprint, id, other),
            () => disconnect(blueprint, id),
            () => remove(blueprint, id, chance(2) === 0),
            () => duplicate(blueprint, id)?.blueprint ?? blueprint,
            () => tidyUp(blueprint),
        ];
        const before = steps.length;
        const kind = chance(edits.length);
        blueprint = edits[kind]?.() ?? blueprint;
        const graph = graphOf(blueprint);
        assert.strictEqual(graph.byId.size, graph.steps.length, `seed 20261122, round ${round}: a number twice`);
        if (kind === 1) assert.ok(graph.steps.length - before <= 1 && graph.steps.length >= before, `round ${round}: wiring lost a module`);
        if (kind === 2) assert.strictEqual(graph.steps.length, before, `round ${round}: cutting lost a module`);
        for (const link of graph.links) assert.ok(graph.byId.has(link.from) && graph.byId.has(link.to));
        for (const route of graph.steps.flatMap((step) => step.module.routes ?? []))
            assert.ok(route.flow?.some(isModule), "an empty route");
    }
});
