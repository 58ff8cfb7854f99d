import { assert, test } from "../../tests/unit/check";
import type { Blueprint, Module } from "./blueprint";
import { tidyPlaces } from "./layout";
import { sample } from "./sample";

const places = tidyPlaces(sample);
const at = (id: number) => places.get(id) ?? { x: NaN, y: NaN };

test("a chain lies on one line, one layer per step", () => {
    assert.deepStrictEqual(
        [at(1), at(2), at(3)],
        [
            { x: 0, y: 0 },
            { x: 300, y: 0 },
            { x: 600, y: 0 },
        ],
    );
});

test("routes keep their order from top to bottom around their router", () => {
    assert.ok(at(5).y < at(3).y && at(3).y < at(6).y);
    assert.strictEqual(at(5).x, 900);
});

test("an error chain stands below the way on, and loose chains below everything", () => {
    assert.ok(at(8).y > at(7).y && at(8).x === at(7).x);
    assert.ok([...places].every(([id, place]) => id === 30 || place.y < at(30).y));
});

test("no two modules overlap, whatever the shape", () => {
    let seed = 7;
    const chance = (limit: number) => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % limit;
    let id = 0;
    const chain = (depth: number): Module[] => {
        const modules: Module[] = [];
        for (let length = 1 + chance(4); length > 0; length -= 1) {
            const module: Module = { id: (id += 1), module: "util:X" };
            if (depth > 0 && chance(4) === 0) module.onerror = chain(depth - 1);
            modules.push(module);
        }
        if (depth > 0 && chance(2) === 0) {
            const routes = Array.from({ length: 1 + chance(4) }, () => ({ flow: chain(depth - 1) }));
            modules.push({ id: (id += 1), module: "builtin:BasicRouter", routes });
        }
        return modules;
    };
    for (let round = 0; round < 200; round += 1) {
        const blueprint: Blueprint = { flow: chain(3), metadata: { designer: { orphans: [chain(1)] } } };
        const spots = [...tidyPlaces(blueprint).values()].map((place) => `${place.x}:${place.y}`);
        const rows = new Map<number, number[]>();
        for (const place of tidyPlaces(blueprint).values())
            rows.set(
                place.x,
                [...(rows.get(place.x) ?? []), place.y].sort((a, b) => a - b),
            );
        assert.strictEqual(new Set(spots).size, spots.length, `seed 7, round ${round}`);
        for (const column of rows.values())
            column.reduce((above, y) => (assert.ok(y - above >= 100, `seed 7, round ${round}: ${above} ${y}`), y));
    }
});
