import { useCallback, useEffect, useMemo, useRef, type Dispatch, type RefObject, type SetStateAction } from "react";
import { boundsOf, boxOf, card } from "./geometry";
import type { Graph } from "./graph";
import { fit, openingView, reveal, toWorld, zoomAt, type Viewport } from "./viewport";

interface CameraProps {
    root: RefObject<HTMLDivElement>;
    graph: Graph;
    view: Viewport;
    setView: Dispatch<SetStateAction<Viewport>>;
    size: { width: number; height: number };
    /** What lies over the canvas's right edge. */
    inset: number;
    fitKey: string | number | undefined;
    readable: number | undefined;
    selected: readonly number[];
    onFocus: (id: number) => void;
}

/** What part of the flow is seen: all of it, one module, nearer or farther. */
export function useCamera({ root, graph, view, setView, size, inset, fitKey, readable, selected, onFocus }: CameraProps) {
    const latest = useRef(view);
    latest.current = view;
    const shown = useMemo(() => ({ width: Math.max(0, size.width - inset), height: size.height }), [size, inset]);
    const glide = useCallback(() => {
        root.current?.classList.add("canvas-gliding");
        setTimeout(() => root.current?.classList.remove("canvas-gliding"), 220);
    }, []);
    const fitAll = useCallback(() => {
        glide();
        setView(fit(boundsOf(graph.steps), shown));
    }, [graph, shown, setView, glide]);
    const sized = size.width > 0;
    const fitted = useRef<string | number | null | undefined>(null);
    useEffect(() => {
        if (!sized || fitted.current === fitKey) return;
        fitted.current = fitKey;
        const [first] = graph.steps;
        setView(openingView(boundsOf(graph.steps), first ? boxOf(first) : null, shown, readable));
    }, [sized, fitKey, graph, shown, setView]);

    // What lies over the canvas must not hide what it speaks of.
    const only = selected.length === 1 ? selected[0] : undefined;
    useEffect(() => {
        const step = only === undefined || inset === 0 ? undefined : graph.byId.get(only);
        if (!step) return;
        glide();
        setView((now) => reveal(now, boxOf(step), shown));
    }, [only, inset]);

    const focus = useCallback(
        (id: number) => {
            const step = graph.byId.get(id);
            glide();
            if (step) setView((now) => reveal(now, boxOf(step), shown));
            onFocus(id);
            root.current?.querySelector<HTMLElement>(`[data-step="${id}"] .step-face`)?.focus({ preventScroll: true });
        },
        [graph, shown, setView, glide],
    );
    const zoomBy = useCallback(
        (factor: number) => {
            glide();
            setView((now) => zoomAt(now, { x: shown.width / 2, y: shown.height / 2 }, factor));
        },
        [shown, setView, glide],
    );
    const actualSize = useCallback(() => zoomBy(1 / latest.current.zoom), [zoomBy]);
    const middle = useCallback(
        () => toWorld(latest.current, { x: shown.width / 2 - card.width / 2, y: shown.height / 2 - card.height / 2 }),
        [shown],
    );
    return useMemo(() => ({ fitAll, focus, zoomBy, actualSize, middle }), [fitAll, focus, zoomBy, actualSize, middle]);
}
