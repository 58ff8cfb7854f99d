import plus from "lucide/plus.svg";
import funnel from "lucide/funnel.svg";
import alert from "lucide/triangle-alert.svg";
import { appIcon } from "../canvas/appIcons";
import type { Graph, Link, Step } from "../canvas/graph";
import { inkOn, lookOf, titleOf, type Catalog } from "../canvas/look";
import { Button, IconButton } from "../ui/Button";
import { Icon } from "../ui/Icon";
import type { ReactNode } from "react";

interface OutlineProps {
    graph: Graph;
    catalog: Catalog;
    selected: readonly number[];
    describe: (step: Step) => string;
    needOf: (step: Step) => string | undefined;
    badgeOf: (step: Step) => ReactNode;
    onOpen: (id: number) => void;
    onAddAfter: (id: number) => void;
    onAddFirst: () => void;
}

/** All steps as a list, for those who don't see or touch the canvas: the same names, figures and commands. */
export function Outline({ graph, catalog, selected, describe, needOf, badgeOf, onOpen, onAddAfter, onAddFirst }: OutlineProps) {
    const loose = graph.steps.filter((step) => step.loose);
    const main = graph.steps.filter((step) => !step.loose);
    const row = (step: Step) => {
        const look = lookOf(step.module, catalog);
        const link = graph.incoming.get(step.id);
        const way = link ? wayOf(link) : "";
        const more = describe(step);
        const need = needOf(step);
        return (
            <li
                key={step.id}
                className="outline-step"
                style={{ paddingLeft: Math.min(step.level, 6) * 16 }}
                data-testid={`outline-${step.id}`}
            >
                {way !== "" && (
                    <div className="outline-way">
                        {link?.filter && <Icon svg={funnel} size={11} />} {way}
                    </div>
                )}
                <div className="outline-row" data-selected={selected.includes(step.id) || undefined}>
                    <button
                        type="button"
                        className="outline-name"
                        aria-label={more ? `${titleOf(step.module, look)}, ${more}` : titleOf(step.module, look)}
                        onClick={() => onOpen(step.id)}
                    >
                        <span className="mapping-icon" style={{ background: look.color, color: inkOn(look.color) }}>
                            <Icon svg={appIcon(look.icon)} size={12} />
                        </span>
                        <span className="outline-text">
                            <span className="ellipsis">
                                {step.id}. {look.name}
                            </span>
                            {need && (
                                <span className="outline-need">
                                    <Icon svg={alert} size={11} /> needs {need}
                                </span>
                            )}
                        </span>
                    </button>
                    {badgeOf(step)}
                    {look.role !== "errorDirective" && (
                        <IconButton
                            icon={plus}
                            label={`Add after ${titleOf(step.module, look)} in the list`}
                            small
                            onClick={() => onAddAfter(step.id)}
                        />
                    )}
                </div>
            </li>
        );
    };
    return (
        <nav className="outline" aria-label="Steps">
            <h2 className="outline-title">Steps</h2>
            {graph.steps.length === 0 && (
                <Button icon={plus} onClick={onAddFirst}>
                    Add the first module
                </Button>
            )}
            <ol>{main.map(row)}</ol>
            {loose.length > 0 && (
                <>
                    <h3 className="outline-loose">Not connected</h3>
                    <ol>{loose.map(row)}</ol>
                </>
            )}
        </nav>
    );
}

function wayOf(link: Link): string {
    const filter = link.filter ? link.filter.name || "filter" : "";
    if (link.kind === "route" || link.kind === "branch") {
        const name = `Route ${(link.route ?? 0) + 1}${link.fallback ? ", otherwise" : ""}${link.disabled ? ", off" : ""}`;
        return filter ? `${name}: ${filter}` : name;
    }
    if (link.kind === "error") return "On error";
    if (link.kind === "tool") return "Tool";
    return filter;
}
