import { memo, type PointerEvent, type ReactNode } from "react";
import plus from "lucide/plus.svg";
import alert from "lucide/triangle-alert.svg";
import { Coin } from "../ui/Coin";
import { Icon } from "../ui/Icon";
import { appIcon } from "./appIcons";
import { isRouter } from "./blueprint";
import { boxOf } from "./geometry";
import type { Step } from "./graph";
import type { Look } from "./look";
import { inkOn } from "./look";
import { StatusMark, type StepStatus } from "./StatusMark";

export interface StepCardProps {
    step: Step;
    x: number;
    y: number;
    look: Look;
    label: string;
    selected: boolean;
    /** The one that the Tab key reaches; arrows go on from there. */
    active: boolean;
    status: StepStatus | undefined;
    /** The bubble, the share: what stands at the upper right. */
    badge?: ReactNode;
    /** What it can't run without and does not have: "a data store". */
    need?: string | undefined;
    /** Drawn around the icon. */
    ring?: number | undefined;
    editable: boolean;
    /** Nothing behind it yet: its '+' is always there. */
    open: boolean;
    onPointerDown: (event: PointerEvent, id: number) => void;
    onPortDown: (event: PointerEvent, id: number) => void;
    onAddAfter: (id: number) => void;
    onActivate: (id: number) => void;
    onFocus: (id: number) => void;
    onMenu: (id: number, at: { x: number; y: number }) => void;
}

export const StepCard = memo(function StepCard(props: StepCardProps) {
    const { step, look, label, selected, status } = props;
    const box = boxOf({ ...step, x: props.x, y: props.y });
    const round = isRouter(step.module);
    const classes = [
        "step",
        round ? "step-round" : "",
        selected ? "step-selected" : "",
        step.loose ? "step-loose" : "",
        look.known ? "" : "step-unknown",
        props.need ? "step-needing" : "",
    ];
    return (
        <div
            className={classes.filter(Boolean).join(" ")}
            data-step={step.id}
            data-status={status?.state}
            data-testid={`step-${step.id}`}
            style={{ transform: `translate(${box.x}px, ${box.y}px)`, width: box.width, height: box.height }}
        >
            <button
                type="button"
                className="step-face"
                aria-label={label}
                aria-pressed={selected}
                title={look.known ? undefined : `${step.module.module} is not in the library; it is kept as it is.`}
                tabIndex={props.active ? 0 : -1}
                onPointerDown={(event) => props.onPointerDown(event, step.id)}
                onFocus={() => props.onFocus(step.id)}
                onClick={(event) => {
                    // A pointer has chosen already when it went down; what is left is Enter, Space and what reads aloud.
                    if (event.detail === 0) props.onActivate(step.id);
                }}
                onContextMenu={(event) => {
                    if (!props.editable) return;
                    event.preventDefault();
                    props.onMenu(step.id, { x: event.clientX, y: event.clientY });
                }}
            >
                <span className="step-icon" style={{ background: look.color, color: inkOn(look.color) }}>
                    {props.ring !== undefined && <ShareRing share={props.ring} />}
                    <Icon svg={appIcon(look.icon)} size={round ? 24 : 18} />
                </span>
                {!round && (
                    <span className="step-text">
                        <span className="step-name">{look.name}</span>
                        {props.need ? (
                            <span className="step-need">
                                <Icon svg={alert} size={11} />
                                <span>needs {props.need}</span>
                            </span>
                        ) : (
                            <span className="step-action">{look.action}</span>
                        )}
                    </span>
                )}
            </button>
            {round && (
                <span className="step-caption" aria-hidden="true">
                    {look.name}
                </span>
            )}
            {look.price !== "" && !round && (
                <span className="step-price" title={`Price: ${look.price}`} aria-hidden="true">
                    <Coin size={10} />
                    {look.price}
                </span>
            )}
            <span className="step-number" aria-hidden="true">
                {step.id}
            </span>
            {status && <StatusMark status={status} />}
            {props.badge && <div className="step-badge">{props.badge}</div>}
            {props.editable && (
                <button
                    type="button"
                    className={`step-port ${props.open ? "step-port-open" : ""}`}
                    aria-label={`Add after ${label.split(",")[0]}`}
                    title="Add a module; drag to connect"
                    tabIndex={-1}
                    onPointerDown={(event) => props.onPortDown(event, step.id)}
                    onClick={(event) => {
                        if (event.detail === 0) props.onAddAfter(step.id);
                    }}
                >
                    <Icon svg={plus} size={12} />
                </button>
            )}
        </div>
    );
});

/** The module's part of the whole, clockwise from the top. */
function ShareRing({ share }: { share: number }) {
    const length = 2 * Math.PI * 21;
    return (
        <svg className="share-ring" width="48" height="48" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            <circle className="share-track" cx="24" cy="24" r="21" />
            <circle
                className="share-arc"
                cx="24"
                cy="24"
                r="21"
                strokeDasharray={`${Math.max(0, Math.min(1, share)) * length} ${length}`}
                transform="rotate(-90 24 24)"
            />
        </svg>
    );
}
