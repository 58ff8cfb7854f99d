import { assert, test } from "../../tests/unit/check";
import { curveOf } from "./geometry";
import type { Link, Step } from "./graph";

const step = (id: number, x: number, y: number, module = "util:SetVariable2"): Step => ({
    id,
    module: { id, module },
    chain: [],
    index: 0,
    loose: false,
    x,
    y,
    level: 0,
});

/** Points of a drawn curve. */
function pointsOf(path: string): { x: number; y: number }[] {
    const [a, b, c, d] = [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((match) => ({ x: Number(match[1]), y: Number(match[2]) }));
    if (!a || !b || !c || !d) throw new Error(path);
    return Array.from({ length: 201 }, (_, at) => {
        const t = at / 200;
        const mix = (key: "x" | "y") => (1 - t) ** 3 * a[key] + 3 * (1 - t) ** 2 * t * b[key] + 3 * (1 - t) * t ** 2 * c[key] + t ** 3 * d[key];
        return { x: mix("x"), y: mix("y") };
    });
}

test("the tag of a route lies on its own wire and on no other", () => {
    const router = step(1, 0, 0, "builtin:BasicRouter");
    const curves = [-144, 0, 144, 288, 432].map((y, route) => {
        const link: Link = { key: `1-${route}`, from: 1, to: route + 2, kind: "route", route };
        return curveOf(link, router, step(route + 2, 300, y));
    });
    for (const [position, curve] of curves.entries()) {
        const tag = curve.tag;
        assert.ok(tag !== undefined);
        if (!tag) continue;
        const covers = (point: { x: number; y: number }) =>
            point.x >= tag.x - 100 && point.x <= tag.x && point.y >= tag.y - 10 && point.y <= tag.y + 10;
        const covered = curves.map((other) => pointsOf(other.path).some(covers));
        assert.deepStrictEqual(
            covered,
            curves.map((_, other) => other === position),
        );
    }
});
