import check from "lucide/check.svg";
import { count, credits } from "../format";
import { Coin } from "../ui/Coin";
import { Icon } from "../ui/Icon";
import type { ModuleFigures } from "./figures";
import { figuresInWords, percent } from "./figures";

interface BubbleProps {
    figures: ModuleFigures;
    unit: "credits" | "operations";
    showShare?: boolean;
    /** The module was changed since the run whose figures these are. */
    stale?: boolean;
    onOpen?: (() => void) | undefined;
    name: string;
}

/** `◍ 12` or `✓ 12`; hovering says the rest, a click opens what went in and out. */
export function Bubble({ figures, unit, showShare, stale, onOpen, name }: BubbleProps) {
    const words = figuresInWords(figures) + (stale ? "; changed since this run" : "");
    const inside = (
        <>
            {unit === "credits" ? <Coin size={12} /> : <Icon svg={check} size={12} />}
            <span className="tabular">{unit === "credits" ? credits(figures.credits ?? 0) : count(figures.operations ?? 0)}</span>
            {showShare && figures.share !== undefined && <span className="bubble-share tabular">{percent(figures.share)}</span>}
        </>
    );
    const classes = `bubble bubble-${unit} ${stale ? "bubble-stale" : ""}`;
    if (!onOpen) {
        return (
            <span className={classes} title={words} data-testid={`bubble-${figures.moduleId}`}>
                {inside}
            </span>
        );
    }
    return (
        <button
            type="button"
            className={classes}
            title={words}
            aria-label={`${words}: input and output of ${name}`}
            data-testid={`bubble-${figures.moduleId}`}
            tabIndex={-1}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={onOpen}
        >
            {inside}
        </button>
    );
}
