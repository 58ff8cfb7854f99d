import type { Graph, Link, Step } from "./graph";
import { isRouter } from "./blueprint";

export const card = { width: 168, height: 64 };
export const circle = 64;
export const grid = 24;
/** How far modules stand apart in exported files, and what a row needs so that tags and bubbles stay free. */
export const column = 300;
export const row = 144;

export interface Point {
    x: number;
    y: number;
}

export interface Box extends Point {
    width: number;
    height: number;
}

export function boxOf(step: Pick<Step, "x" | "y" | "module">): Box {
    if (!isRouter(step.module)) return { x: step.x, y: step.y, ...card };
    return { x: step.x + (card.width - circle) / 2, y: step.y, width: circle, height: circle };
}

export function outPort(step: Step): Point {
    const box = boxOf(step);
    return { x: box.x + box.width, y: box.y + box.height / 2 };
}

export function inPort(step: Step): Point {
    const box = boxOf(step);
    return { x: box.x, y: box.y + box.height / 2 };
}

/** Error chains and tools leave at the lower edge, so that they can't be taken for the way on. */
export function lowerPort(step: Step): Point {
    const box = boxOf(step);
    return { x: box.x + box.width / 2, y: box.y + box.height };
}

export interface Curve {
    path: string;
    middle: Point;
    /** Where what is written on a way among several ends: on this one, close to where it leads, as near their begin they are all one. */
    tag?: Point;
}

export function curveBetween(from: Point, to: Point, down = false): Curve {
    if (down) return downwards(from, to);
    const reach = to.x >= from.x + 40 ? Math.max(40, (to.x - from.x) / 2) : Math.min(240, 80 + (from.x - to.x) / 2);
    return bezier(from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to);
}

/** Free of the card behind it. */
const tagGap = 10;
/** Less room between two cards than this holds no tag. */
const tagRoom = 90;

/** Near the end of the way, as a tag's middle is about there. */
function tagOf(from: Point, to: Point): Point | undefined {
    return to.x - from.x < tagRoom ? undefined : { x: to.x - tagGap, y: round(from.y + (to.y - from.y) * 0.95) };
}

/** One of several ways from one place: it turns off early, so that each has the room before its card for itself. */
function wayBetween(from: Point, to: Point): Curve {
    if (to.x - from.x < tagRoom) return curveBetween(from, to);
    const turn = from.x + Math.min(60, (to.x - from.x) * 0.22);
    return bezier(from, { x: turn, y: from.y }, { x: turn, y: to.y }, to);
}

function downwards(from: Point, to: Point): Curve {
    const drop = Math.max(40, Math.abs(to.y - from.y));
    const reach = Math.max(48, Math.abs(to.x - from.x) / 2);
    return bezier(from, { x: from.x, y: from.y + drop }, { x: to.x - reach, y: to.y }, to);
}

function bezier(a: Point, b: Point, c: Point, d: Point): Curve {
    const at = (p: number, q: number, r: number, s: number) => (p + 3 * q + 3 * r + s) / 8;
    const short = (point: Point) => `${round(point.x)} ${round(point.y)}`;
    return { path: `M${short(a)}C${short(b)} ${short(c)} ${short(d)}`, middle: { x: at(a.x, b.x, c.x, d.x), y: at(a.y, b.y, c.y, d.y) } };
}

const round = (value: number) => Math.round(value * 10) / 10;

export function curveOf(link: Link, from: Step, to: Step): Curve {
    const down = link.kind === "error" || link.kind === "tool";
    if (link.kind !== "route" && link.kind !== "branch") return curveBetween(down ? lowerPort(from) : outPort(from), inPort(to), down);
    const tag = tagOf(outPort(from), inPort(to));
    return { ...wayBetween(outPort(from), inPort(to)), ...(tag ? { tag } : {}) };
}

export function boundsOf(steps: readonly Pick<Step, "x" | "y" | "module">[]): Box | null {
    if (steps.length === 0) return null;
    const boxes = steps.map((step) => ({ x: step.x, y: step.y, ...card }));
    const left = Math.min(...boxes.map((box) => box.x));
    const top = Math.min(...boxes.map((box) => box.y));
    const right = Math.max(...boxes.map((box) => box.x + box.width));
    const bottom = Math.max(...boxes.map((box) => box.y + box.height));
    return { x: left, y: top, width: right - left, height: bottom - top };
}

function overlaps(a: Point, b: Point): boolean {
    return Math.abs(a.x - b.x) < card.width + grid && Math.abs(a.y - b.y) < card.height + grid;
}

/** The first free place at or below a point. */
export function freePlace(graph: Graph, x: number, y: number): Point {
    let place = { x, y };
    while (graph.steps.some((step) => overlaps(step, place))) place = { x, y: place.y + row };
    return place;
}

/** Files made by programs often leave all modules in one spot: then the places say nothing. */
export function placesAreUsable(graph: Graph): boolean {
    const taken = new Set<string>();
    let clashes = 0;
    for (const step of graph.steps) {
        const spot = `${Math.round(step.x / 40)}:${Math.round(step.y / 40)}`;
        if (taken.has(spot)) clashes += 1;
        taken.add(spot);
    }
    return graph.steps.length < 2 || clashes * 4 < graph.steps.length;
}

/** The box between two corners, whichever they are. */
export function boxFrom(a: Point, b: Point): Box {
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** Whether two boxes share a place. */
export function meet(small: Box, large: Box): boolean {
    return (
        small.x < large.x + large.width &&
        small.x + small.width > large.x &&
        small.y < large.y + large.height &&
        small.y + small.height > large.y
    );
}
