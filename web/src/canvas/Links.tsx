import { memo } from "react";
import cornerDownRight from "lucide/corner-down-right.svg";
import funnel from "lucide/funnel.svg";
import plus from "lucide/plus.svg";
import ban from "lucide/ban.svg";
import { Icon } from "../ui/Icon";
import type { Curve } from "./geometry";
import type { Link } from "./graph";

export interface DrawnLink {
    link: Link;
    curve: Curve;
    passed: boolean;
    between: string;
}

interface LinkLinesProps {
    links: DrawnLink[];
    hovered: string | null;
    /** The ends of a wire that is being drawn. */
    draft: string | null;
    onHover: (key: string | null) => void;
}

export const LinkLines = memo(function LinkLines({ links, hovered, draft, onHover }: LinkLinesProps) {
    return (
        <svg className="link-lines" width="1" height="1" aria-hidden="true" focusable="false">
            {links.map(({ link, curve, passed }) => (
                <g
                    key={link.key}
                    className={`link link-${link.kind}`}
                    data-hovered={hovered === link.key || undefined}
                    data-passed={passed || undefined}
                    data-off={link.disabled || undefined}
                >
                    <path className="link-line" d={curve.path} />
                    <path
                        className="link-reach"
                        d={curve.path}
                        onPointerEnter={() => onHover(link.key)}
                        onPointerLeave={() => onHover(null)}
                    />
                </g>
            ))}
            {draft && <path className="link-draft" d={draft} />}
        </svg>
    );
});

interface LinkToolsProps {
    drawn: DrawnLink;
    hovered: boolean;
    reachable: boolean;
    editable: boolean;
    onHover: (key: string | null) => void;
    onAdd: (link: Link) => void;
    onFilter: (link: Link) => void;
}

/** What stands at a wire's middle: its filter, what kind of way it is, and the '+' that puts a module there. */
export const LinkTools = memo(function LinkTools({ drawn, hovered, reachable, editable, onHover, onAdd, onFilter }: LinkToolsProps) {
    const { link, curve, between } = drawn;
    const name = link.filter ? link.filter.name || "Filter" : "";
    return (
        <div
            className="link-tools"
            data-hovered={hovered || undefined}
            style={{ transform: `translate(${curve.middle.x}px, ${curve.middle.y}px)` }}
            onPointerEnter={() => onHover(link.key)}
            onPointerLeave={() => onHover(null)}
        >
            {editable && (
                <button
                    type="button"
                    className="link-add"
                    aria-label={`Add ${between}`}
                    title="Add a module here"
                    tabIndex={reachable ? 0 : -1}
                    onClick={() => onAdd(link)}
                >
                    <Icon svg={plus} size={12} />
                </button>
            )}
            {(link.filter || link.fallback || link.disabled || link.label || (editable && hovered)) && (
                <div
                    className={`link-chips ${curve.tag ? "link-chips-end" : ""}`}
                    style={curve.tag && { left: curve.tag.x - curve.middle.x, top: curve.tag.y - curve.middle.y }}
                >
                    {link.filter ? (
                        <Chip
                            editable={editable}
                            reachable={reachable}
                            icon={funnel}
                            label={name}
                            name={`Filter ${between}: ${name}`}
                            onClick={() => onFilter(link)}
                        />
                    ) : (
                        editable &&
                        hovered &&
                        link.kind !== "tool" && (
                            <Chip
                                editable
                                reachable={false}
                                icon={funnel}
                                label="Set a filter"
                                name={`Set a filter ${between}`}
                                faint
                                onClick={() => onFilter(link)}
                            />
                        )
                    )}
                    {link.fallback && <Chip icon={cornerDownRight} label="Otherwise" name="Fallback route" />}
                    {link.disabled && <Chip icon={ban} label="Off" name="Route switched off" />}
                    {link.label && <Chip label={link.label} name={link.label} />}
                </div>
            )}
        </div>
    );
});

interface ChipProps {
    icon?: string;
    label: string;
    name: string;
    editable?: boolean;
    reachable?: boolean;
    faint?: boolean;
    onClick?: () => void;
}

function Chip({ icon, label, name, editable, reachable, faint, onClick }: ChipProps) {
    const inside = (
        <>
            {icon && <Icon svg={icon} size={11} />}
            <span>{label}</span>
        </>
    );
    if (!editable || !onClick) {
        return (
            <span className="link-chip" title={name}>
                {inside}
            </span>
        );
    }
    return (
        <button
            type="button"
            className={`link-chip ${faint ? "link-chip-faint" : ""}`}
            aria-label={name}
            title={name}
            tabIndex={reachable ? 0 : -1}
            onClick={onClick}
        >
            {inside}
        </button>
    );
}
