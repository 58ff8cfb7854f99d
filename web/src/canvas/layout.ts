import type { Blueprint, Module } from "./blueprint";
import { isModule, isRouter } from "./blueprint";
import type { Point } from "./geometry";
import { column, row } from "./geometry";

/** Rows and layers that a part of the flow takes up; rows are relative to its first module. */
interface Block {
    places: { id: number; layer: number; row: number }[];
    /** The highest and lowest row in each layer. */
    edges: Map<number, [number, number]>;
    lastLayer: number;
}

/** A layered layout: one layer per step, routes in their order from top to bottom, straight chains on one line. */
export function tidyPlaces(blueprint: Blueprint): Map<number, Point> {
    const places = new Map<number, Point>();
    const whole = chainBlock(blueprint.flow, 0);
    for (const loose of blueprint.metadata?.designer?.orphans ?? []) {
        const block = chainBlock(loose, 0);
        if (block.places.length > 0) put(whole, block, lowest(whole) + 1 - highest(block));
    }
    for (const place of whole.places) places.set(place.id, { x: place.layer * column, y: Math.round(place.row * row) });
    return places;
}

function chainBlock(chain: unknown, layer: number): Block {
    const modules = Array.isArray(chain) ? chain.filter(isModule) : [];
    const [first, ...rest] = modules;
    return first ? stepBlock(first, rest, layer) : emptyBlock(layer);
}

/** A module with all that hangs on it and the chain behind it. */
function stepBlock(module: Module, rest: Module[], layer: number): Block {
    const block = emptyBlock(layer);
    const routes = [...(module.routes ?? []), ...(module.branches ?? [])].map((route) => chainBlock(route?.flow, layer + 1));
    const children = routes.filter((route) => route.places.length > 0);
    const ahead = emptyBlock(layer);
    const roots = children.map((child) => stack(ahead, child));
    const middle = roots.length > 0 ? ((roots[0] ?? 0) + (roots[roots.length - 1] ?? 0)) / 2 : 0;
    place(block, module.id, layer, 0);
    if (children.length > 0) put(block, ahead, -middle);
    if (rest.length > 0) {
        const next = children.length > 0 ? block.lastLayer + 1 : layer + 1;
        put(block, chainBlock(rest, next), 0);
    }
    const below = [...(module.tools ?? []).map((tool) => tool?.flow), module.onerror];
    for (const chain of below) {
        const child = chainBlock(chain, layer + (isRouter(module) ? 0 : 1));
        if (child.places.length > 0) put(block, child, Math.max(1, clearance(block, child)));
    }
    return block;
}

/** Puts a block under what is there, as high as it fits; gives the row of its first module. */
function stack(into: Block, child: Block): number {
    const offset = into.places.length > 0 ? clearance(into, child) : 0;
    put(into, child, offset);
    return offset;
}

function clearance(upper: Block, lower: Block): number {
    let offset = -Infinity;
    for (const [layer, [top]] of lower.edges) {
        const edge = upper.edges.get(layer);
        if (edge) offset = Math.max(offset, edge[1] + 1 - top);
    }
    return offset === -Infinity ? 0 : offset;
}

function put(into: Block, block: Block, offset: number): void {
    for (const item of block.places) place(into, item.id, item.layer, item.row + offset);
}

function place(block: Block, id: number, layer: number, row: number): void {
    block.places.push({ id, layer, row });
    const edge = block.edges.get(layer);
    block.edges.set(layer, edge ? [Math.min(edge[0], row), Math.max(edge[1], row)] : [row, row]);
    block.lastLayer = Math.max(block.lastLayer, layer);
}

const emptyBlock = (layer: number): Block => ({ places: [], edges: new Map(), lastLayer: layer });
const lowest = (block: Block) => block.places.reduce((row, item) => Math.max(row, item.row), 0);
const highest = (block: Block) => block.places.reduce((row, item) => Math.min(row, item.row), 0);
