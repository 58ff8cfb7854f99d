import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { Point } from "./geometry";
import type { Viewport } from "./viewport";
import { pan, zoomAt } from "./viewport";

export interface Size {
    width: number;
    height: number;
}

interface PanZoom {
    view: Viewport;
    setView: (change: Viewport | ((view: Viewport) => Viewport)) => void;
    size: Size;
    /** Where a pointer is, in the canvas's own pixels. */
    local: (event: { clientX: number; clientY: number }) => Point;
    /** Begins a pan with the pointer that is down. */
    beginPan: (event: PointerEvent) => void;
    panning: boolean;
}

/** Pan by drag and two fingers, zoom by Ctrl and wheel and by pinch. On a page that scrolls, the plain wheel stays the page's. */
export function usePanZoom(element: RefObject<HTMLElement>, options: { ownsWheel: boolean }): PanZoom {
    const [view, setView] = useState<Viewport>({ x: 0, y: 0, zoom: 1 });
    const [size, setSize] = useState<Size>({ width: 0, height: 0 });
    const [panning, setPanning] = useState(false);
    const pointers = useRef(new Map<number, Point>());

    useLayoutEffect(() => {
        const target = element.current;
        if (!target) return;
        const measure = () => setSize({ width: target.clientWidth, height: target.clientHeight });
        measure();
        const observer = new ResizeObserver(measure);
        observer.observe(target);
        return () => observer.disconnect();
    }, [element]);

    const local = useCallback(
        (event: { clientX: number; clientY: number }) => {
            const box = element.current?.getBoundingClientRect();
            return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
        },
        [element],
    );

    useEffect(() => {
        const target = element.current;
        if (!target) return;
        // React's own wheel listeners are passive and could not keep the page from zooming.
        const wheel = (event: WheelEvent) => {
            const zooming = event.ctrlKey || event.metaKey;
            if (!zooming && !options.ownsWheel) return;
            event.preventDefault();
            const step = event.deltaMode === 1 ? 16 : 1;
            if (zooming) setView((now) => zoomAt(now, local(event), Math.exp((-event.deltaY * step) / 300)));
            else if (event.shiftKey && event.deltaX === 0) setView((now) => pan(now, -event.deltaY * step, 0));
            else setView((now) => pan(now, -event.deltaX * step, -event.deltaY * step));
        };
        target.addEventListener("wheel", wheel, { passive: false });
        return () => target.removeEventListener("wheel", wheel);
    }, [element, local, options.ownsWheel]);

    const beginPan = useCallback(
        (down: PointerEvent) => {
            pointers.current.set(down.pointerId, local(down));
            if (pointers.current.size > 1) return;
            setPanning(true);
            const move = (event: PointerEvent) => {
                const before = pointers.current.get(event.pointerId);
                if (!before) return;
                const now = local(event);
                pointers.current.set(event.pointerId, now);
                const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
                if (!other) return setView((view) => pan(view, now.x - before.x, now.y - before.y));
                const distance = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
                const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
                setView((view) =>
                    pan(zoomAt(view, middle, distance(now) / distance(before)), (now.x - before.x) / 2, (now.y - before.y) / 2),
                );
            };
            const up = (event: PointerEvent) => {
                pointers.current.delete(event.pointerId);
                if (pointers.current.size > 0) return;
                setPanning(false);
                removeEventListener("pointermove", move);
                removeEventListener("pointerup", up);
                removeEventListener("pointercancel", up);
            };
            addEventListener("pointermove", move);
            addEventListener("pointerup", up);
            addEventListener("pointercancel", up);
        },
        [local],
    );

    return { view, setView, size, local, beginPan, panning };
}
