import type { Box, Point } from "./geometry";

/** Where the world's origin stands on the screen, and how large a unit is. */
export interface Viewport {
    x: number;
    y: number;
    zoom: number;
}

export const smallest = 0.05;
export const largest = 2.5;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

export function pan(view: Viewport, dx: number, dy: number): Viewport {
    return { ...view, x: view.x + dx, y: view.y + dy };
}

/** Zooms so that the point under the pointer stays where it is. */
export function zoomAt(view: Viewport, at: Point, factor: number): Viewport {
    const zoom = clamp(view.zoom * factor, smallest, largest);
    const scale = zoom / view.zoom;
    return { x: at.x - (at.x - view.x) * scale, y: at.y - (at.y - view.y) * scale, zoom };
}

export function toWorld(view: Viewport, point: Point): Point {
    return { x: (point.x - view.x) / view.zoom, y: (point.y - view.y) / view.zoom };
}

/** Shows all of a box in the middle; small flows are not blown up. */
export function fit(box: Box | null, size: { width: number; height: number }, margin = 44): Viewport {
    if (!box || size.width === 0 || size.height === 0) return { x: size.width / 2, y: size.height / 2, zoom: 1 };
    const room = { width: Math.max(80, size.width - 2 * margin), height: Math.max(80, size.height - 2 * margin) };
    const zoom = clamp(Math.min(room.width / box.width, room.height / box.height), smallest, 1);
    return { x: (size.width - box.width * zoom) / 2 - box.x * zoom, y: (size.height - box.height * zoom) / 2 - box.y * zoom, zoom };
}

/** What a flow opens with: all of it where that can be read, otherwise its beginning. */
export function openingView(box: Box | null, first: Box | null, size: { width: number; height: number }, readable = 0.4): Viewport {
    const whole = fit(box, size);
    if (!first || whole.zoom >= readable) return whole;
    const zoom = 0.7;
    return { x: 72 - first.x * zoom, y: size.height / 2 - (first.y + first.height / 2) * zoom, zoom };
}

/** The smallest move that brings a box into sight. */
export function reveal(view: Viewport, box: Box, size: { width: number; height: number }, margin = 40): Viewport {
    const left = box.x * view.zoom + view.x;
    const top = box.y * view.zoom + view.y;
    const right = left + box.width * view.zoom;
    const bottom = top + box.height * view.zoom;
    const dx = left < margin ? margin - left : right > size.width - margin ? Math.max(size.width - margin - right, margin - left) : 0;
    const dy = top < margin ? margin - top : bottom > size.height - margin ? Math.max(size.height - margin - bottom, margin - top) : 0;
    return dx === 0 && dy === 0 ? view : pan(view, dx, dy);
}
