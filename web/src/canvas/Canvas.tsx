import {
    forwardRef,
    useCallback,
    useEffect,
    useImperativeHandle,
    useRef,
    useState,
    type KeyboardEvent,
    type PointerEvent as ReactPointerEvent,
    type CSSProperties,
    type ReactNode,
} from "react";
import { follow } from "./follow";
import { boxFrom, boxOf, card, curveBetween, meet, outPort, type Box, type Point } from "./geometry";
import type { Graph, Link, Step } from "./graph";
import { LinkLines, LinkTools } from "./Links";
import { lookOf, type Catalog, type Look } from "./look";
import type { StepStatus } from "./StatusMark";
import { StepCard } from "./StepCard";
import { useCamera } from "./useCamera";
import { useDrawing } from "./useDrawing";
import { usePanZoom } from "./usePanZoom";
import { toWorld } from "./viewport";
import { neighbour, type Direction } from "./walk";
import { ZoomControls } from "./ZoomControls";

/** What an editor does with what happens on the canvas; without it the canvas is for reading. */
export interface CanvasEdit {
    onMove: (places: ReadonlyMap<number, Point>) => void;
    onAddAfter: (id: number, at?: Point) => void;
    onAddBetween: (link: Link) => void;
    onConnect: (from: number, to: number) => void;
    onFilter: (link: Link) => void;
    onMenu: (id: number, at: Point) => void;
}

export interface CanvasHandle {
    fit: () => void;
    focus: (id: number) => void;
    /** Gives the focus to the canvas itself, from where Tab goes on. */
    rest: () => void;
    zoomBy: (factor: number) => void;
    actualSize: () => void;
    /** The middle of what is seen, for what has no other place. */
    middle: () => Point;
}

interface CanvasProps {
    graph: Graph;
    catalog: Catalog;
    label: string;
    selected: readonly number[];
    onSelect: (ids: number[]) => void;
    /** A click, or Enter: then the focus is wanted where it opens. */
    onOpen?: ((id: number, byKey: boolean) => void) | undefined;
    describe?: (step: Step) => string;
    statusOf?: (id: number) => StepStatus | undefined;
    badgeOf?: (step: Step, look: Look) => ReactNode;
    needOf?: (step: Step) => string | undefined;
    ringOf?: (id: number) => number | undefined;
    edit?: CanvasEdit;
    /** The canvas fills the window, so the wheel is its own; on a page that scrolls it is the page's. */
    ownsWheel?: boolean;
    /** What lies over the canvas's right edge. */
    inset?: number;
    /** The zoom below which it opens at its beginning rather than whole. */
    readable?: number;
    /** When this changes, all of it is shown again. */
    fitKey?: string | number;
    children?: ReactNode;
}

export const Canvas = forwardRef<CanvasHandle, CanvasProps>(function Canvas(props, ref) {
    const { graph, catalog, selected, onSelect, edit, inset = 0 } = props;
    const root = useRef<HTMLDivElement>(null);
    const { view, setView, size, local, beginPan, panning } = usePanZoom(root, { ownsWheel: props.ownsWheel ?? false });
    const [hovered, setHovered] = useState<string | null>(null);
    const [drag, setDrag] = useState<{ ids: readonly number[]; dx: number; dy: number } | null>(null);
    const [wire, setWire] = useState<{ from: number; to: Point; target: number | null } | null>(null);
    const [frame, setFrame] = useState<Box | null>(null);
    const [active, setActive] = useState<number | null>(null);
    const space = useRef(false);
    const pointing = useRef(false);
    const latest = useRef({ view, props });
    latest.current = { view, props };

    const camera = useCamera({ root, graph, view, setView, size, inset, fitKey: props.fitKey, readable: props.readable, selected, onFocus: setActive });
    const { fitAll, focus, zoomBy, actualSize } = camera;
    useImperativeHandle(ref, () => ({ fit: fitAll, focus, rest: () => root.current?.focus(), zoomBy, actualSize, middle: camera.middle }), [camera]);

    useEffect(() => {
        const hold = (event: globalThis.KeyboardEvent) => {
            if (event.key === " ") space.current = event.type === "keydown";
        };
        addEventListener("keydown", hold);
        addEventListener("keyup", hold);
        return () => {
            removeEventListener("keydown", hold);
            removeEventListener("keyup", hold);
        };
    }, []);

    const placeOf = useCallback(
        (step: Step): Step => (drag?.ids.includes(step.id) ? { ...step, x: step.x + drag.dx, y: step.y + drag.dy } : step),
        [drag],
    );

    const { looks, titles, badges, links } = useDrawing(graph, catalog, placeOf, props);

    const onCardDown = useCallback(
        (event: ReactPointerEvent, id: number) => {
            const { props: now } = latest.current;
            if (event.button === 1 || space.current) return beginPan(event.nativeEvent);
            if (event.button !== 0) return;
            event.stopPropagation();
            pointing.current = true;
            setTimeout(() => (pointing.current = false));
            setActive(id);
            const additive = event.shiftKey || event.ctrlKey || event.metaKey;
            const chosen = now.selected;
            let ids = chosen.includes(id) ? chosen : [id];
            if (additive) ids = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
            if (ids !== chosen) now.onSelect([...ids]);
            if (!now.edit) {
                follow(
                    event,
                    () => undefined,
                    (hasMoved) => !hasMoved && now.onOpen?.(id, false),
                );
                return;
            }
            const offset = (dx: number, dy: number) => ({ dx: dx / latest.current.view.zoom, dy: dy / latest.current.view.zoom });
            follow(
                event,
                (dx, dy) => setDrag({ ids, ...offset(dx, dy) }),
                (hasMoved, last) => {
                    setDrag(null);
                    if (!hasMoved) {
                        if (additive) return;
                        if (chosen.length > 1) now.onSelect([id]);
                        now.onOpen?.(id, false);
                        return;
                    }
                    const by = offset(last.clientX - event.clientX, last.clientY - event.clientY);
                    const places = new Map<number, Point>();
                    for (const moved of ids) {
                        const step = latest.current.props.graph.byId.get(moved);
                        if (step) places.set(moved, { x: step.x + by.dx, y: step.y + by.dy });
                    }
                    now.edit?.onMove(places);
                },
            );
        },
        [beginPan],
    );

    const onPortDown = useCallback(
        (event: ReactPointerEvent, id: number) => {
            if (event.button !== 0) return;
            event.stopPropagation();
            const targetAt = (at: PointerEvent) => {
                const found = document
                    .elementsFromPoint(at.clientX, at.clientY)
                    .map((element) => element.closest<HTMLElement>("[data-step]"))
                    .find(Boolean);
                const target = Number(found?.dataset["step"]);
                return found && target !== id ? target : null;
            };
            follow(
                event,
                (_dx, _dy, at) => setWire({ from: id, to: toWorld(latest.current.view, local(at)), target: targetAt(at) }),
                (hasMoved, at) => {
                    setWire(null);
                    const now = latest.current.props.edit;
                    const target = targetAt(at);
                    if (!hasMoved) return now?.onAddAfter(id);
                    if (target !== null) return now?.onConnect(id, target);
                    const point = toWorld(latest.current.view, local(at));
                    now?.onAddAfter(id, { x: point.x, y: point.y - card.height / 2 });
                },
            );
        },
        [local],
    );

    const onBackgroundDown = (event: ReactPointerEvent) => {
        if (event.button !== 0 && event.button !== 1) return;
        if (event.button === 0 && event.shiftKey && edit) {
            const from = toWorld(view, local(event));
            follow(
                event,
                (_dx, _dy, at) => setFrame(boxFrom(from, toWorld(latest.current.view, local(at)))),
                (_moved, at) => {
                    setFrame(null);
                    const box = boxFrom(from, toWorld(latest.current.view, local(at)));
                    onSelect(graph.steps.filter((step) => meet(boxOf(step), box)).map((step) => step.id));
                },
            );
            return;
        }
        beginPan(event.nativeEvent);
        if (event.button === 0)
            follow(
                event,
                () => undefined,
                (hasMoved) => !hasMoved && onSelect([]),
            );
    };

    const onKeyDown = (event: KeyboardEvent) => {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
        const direction = directions[event.key];
        if (direction && !event.shiftKey) {
            const from = active ?? selected[0];
            const next = from === undefined ? (graph.steps[0]?.id ?? null) : neighbour(graph, from, direction);
            if (next !== null && next !== undefined) {
                onSelect([next]);
                focus(next);
            }
        } else if (event.key === "+" || event.key === "=") zoomBy(1.25);
        else if (event.key === "-") zoomBy(0.8);
        else if (event.key === "0") actualSize();
        else if (event.key === "1") fitAll();
        else return;
        event.preventDefault();
    };

    const reachable = active !== null && graph.byId.has(active) ? active : (selected[0] ?? graph.steps[0]?.id);
    const wireFrom = wire ? graph.byId.get(wire.from) : undefined;
    // Figures stay readable when the cards get small: that is what one looks at a whole flow for.
    const lens = Math.min(2.4, Math.max(1, 0.8 / view.zoom));
    const dots = 24 * view.zoom * (view.zoom < 0.15 ? 8 : view.zoom < 0.3 ? 4 : view.zoom < 0.6 ? 2 : 1);
    // Reached by Tab, a card is chosen as if an arrow had led there; a pointer has its own say about what is chosen.
    const onCardFocus = useCallback((id: number) => {
        const { props: now } = latest.current;
        setActive(id);
        if (now.edit && !pointing.current && !now.selected.includes(id)) now.onSelect([id]);
    }, []);
    const onAddAfter = useCallback((id: number) => latest.current.props.edit?.onAddAfter(id), []);
    const onMenu = useCallback((id: number, at: Point) => latest.current.props.edit?.onMenu(id, at), []);
    const onActivate = useCallback((id: number) => {
        latest.current.props.onSelect([id]);
        latest.current.props.onOpen?.(id, true);
    }, []);
    const onAddBetween = useCallback((link: Link) => latest.current.props.edit?.onAddBetween(link), []);
    const onFilter = useCallback((link: Link) => latest.current.props.edit?.onFilter(link), []);

    return (
        <div
            ref={root}
            className={`canvas ${panning ? "canvas-panning" : ""} ${edit ? "canvas-edit" : ""} ${props.ownsWheel ? "canvas-owns" : ""}`}
            role="group"
            aria-label={props.label}
            tabIndex={-1}
            data-testid="canvas"
            data-far={view.zoom < 0.45 || undefined}
            style={{ backgroundSize: `${dots}px ${dots}px`, backgroundPosition: `${view.x}px ${view.y}px` }}
            onPointerDown={onBackgroundDown}
            onKeyDown={onKeyDown}
        >
            <div
                className="canvas-world"
                style={{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.zoom})`, "--lens": lens } as CSSProperties}
            >
                <LinkLines
                    links={links}
                    hovered={hovered}
                    draft={wire && wireFrom ? curveBetween(outPort(wireFrom), wire.to).path : null}
                    onHover={setHovered}
                />
                {graph.steps.map((step) => {
                    const place = placeOf(step);
                    const look = looks.get(step.id) ?? lookOf(step.module, catalog);
                    const title = titles.get(step.id) ?? "";
                    const more = props.describe?.(step);
                    return (
                        <StepCard
                            key={step.id}
                            step={step}
                            x={place.x}
                            y={place.y}
                            look={look}
                            label={more ? `${title}, ${more}` : title}
                            selected={selected.includes(step.id) || wire?.target === step.id}
                            active={step.id === reachable}
                            status={props.statusOf?.(step.id)}
                            badge={badges.get(step.id)}
                            need={props.needOf?.(step)}
                            ring={props.ringOf?.(step.id)}
                            editable={edit !== undefined && look.role !== "errorDirective"}
                            open={!(graph.outgoing.get(step.id) ?? []).some((link) => link.kind === "flow")}
                            onPointerDown={onCardDown}
                            onPortDown={onPortDown}
                            onAddAfter={onAddAfter}
                            onActivate={onActivate}
                            onFocus={onCardFocus}
                            onMenu={onMenu}
                        />
                    );
                })}
                {links.map((drawn) => (
                    <LinkTools
                        key={drawn.link.key}
                        drawn={drawn}
                        hovered={hovered === drawn.link.key}
                        reachable={drawn.link.from === reachable || drawn.link.to === reachable}
                        editable={edit !== undefined}
                        onHover={setHovered}
                        onAdd={onAddBetween}
                        onFilter={onFilter}
                    />
                ))}
                {frame && (
                    <div
                        className="canvas-frame"
                        style={{ transform: `translate(${frame.x}px, ${frame.y}px)`, width: frame.width, height: frame.height }}
                    />
                )}
            </div>
            {props.children}
            <ZoomControls zoom={view.zoom} onZoom={zoomBy} onActual={actualSize} onFit={fitAll} />
        </div>
    );
});

const directions: Record<string, Direction> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

function isField(target: EventTarget): boolean {
    return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
