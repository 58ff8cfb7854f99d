import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { appIcon } from "../../canvas/appIcons";
import { inkOn, lookOf } from "../../canvas/look";
import { visibleTo } from "../../canvas/visible";
import { Icon } from "../../ui/Icon";
import { useBuilding } from "../building";
import { inShort, insideReference } from "./reference";
import { sourceFields } from "./sources";

export interface Insertion {
    /** What goes between the braces. */
    inside: string;
    /** How far before its end the caret is to stand. */
    caretBack: number;
}

interface Entry extends Insertion {
    group: string;
    label: string;
    detail: string;
    depth: number;
    moduleId?: number;
}

interface MappingPickerProps {
    moduleId: number;
    onChoose: (insertion: Insertion) => void;
    onClose: () => void;
}

const most = 300;

/** Fields of the modules before this one, with what they held last time, and functions; typed, walked with arrows, taken with Enter. */
export function MappingPicker({ moduleId, onChoose, onClose }: MappingPickerProps) {
    const { graph, catalog, samples, functions } = useBuilding();
    const [text, setText] = useState("");
    const [position, setPosition] = useState(0);
    const list = useRef<HTMLDivElement>(null);
    const id = useId();

    const entries = useMemo(() => {
        const values = visibleTo(graph, moduleId).flatMap((step): Entry[] => {
            const look = lookOf(step.module, catalog);
            const group = `${step.id}. ${look.name}`;
            return sourceFields(step.module, catalog, samples.get(step.id)).map((field) => ({
                group,
                label: field.label,
                depth: field.depth,
                moduleId: step.id,
                inside: insideReference(step.id, field.path),
                caretBack: 0,
                detail: field.sample !== undefined ? inShort(field.sample, 40) : field.type === "any" ? "" : field.type,
            }));
        });
        const calls = functions.map(
            (described): Entry => ({
                group: `Functions: ${described.group}`,
                label: described.signature,
                detail: described.summary,
                depth: 0,
                inside: described.signature.includes("(") ? `${described.name}()` : described.name,
                caretBack: described.signature.includes("(") ? 1 : 0,
            }),
        );
        return [...values, ...calls];
    }, [graph, moduleId, catalog, samples, functions]);

    const shown = useMemo(() => {
        const words = text.toLowerCase().split(/\s+/).filter(Boolean);
        const matches = (entry: Entry) =>
            words.every((word) => `${entry.group} ${entry.label} ${entry.inside}`.toLowerCase().includes(word));
        return entries.filter(matches).slice(0, most);
    }, [entries, text]);

    useEffect(() => setPosition(0), [text]);
    useEffect(() => {
        list.current?.querySelector(`[data-position="${position}"]`)?.scrollIntoView({ block: "nearest" });
    }, [position]);

    const press = (event: KeyboardEvent) => {
        if (event.key === "Escape") {
            event.stopPropagation();
            event.preventDefault();
            onClose();
        } else if (event.key === "Enter") {
            event.preventDefault();
            const entry = shown[position];
            if (entry) onChoose(entry);
        } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            if (shown.length > 0) setPosition((position + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length);
        }
    };
    return (
        <div className="mapping" data-testid="mapping-picker">
            <input
                className="input mapping-search"
                role="combobox"
                aria-expanded="true"
                aria-controls={id}
                aria-activedescendant={shown[position] ? `${id}-${position}` : undefined}
                aria-label="Find a value or function"
                placeholder="Find a value or function"
                value={text}
                autoFocus
                onChange={(event) => setText(event.target.value)}
                onKeyDown={press}
            />
            <div ref={list} id={id} className="mapping-list" role="listbox" aria-label="Values and functions" tabIndex={-1}>
                {shown.map((entry, index) => {
                    const step = entry.moduleId === undefined ? undefined : graph.byId.get(entry.moduleId);
                    const look = step && lookOf(step.module, catalog);
                    return (
                        <div key={`${entry.inside} ${index}`} role="presentation">
                            {entry.group !== shown[index - 1]?.group && (
                                <div className="mapping-group" role="presentation">
                                    {look && (
                                        <span className="mapping-icon" style={{ background: look.color, color: inkOn(look.color) }}>
                                            <Icon svg={appIcon(look.icon)} size={11} />
                                        </span>
                                    )}
                                    {entry.group}
                                </div>
                            )}
                            <div
                                id={`${id}-${index}`}
                                data-position={index}
                                role="option"
                                aria-selected={index === position}
                                aria-label={`${entry.label}, ${entry.group}`}
                                className="mapping-entry"
                                style={{ paddingLeft: 10 + entry.depth * 14 }}
                                title={`{{${entry.inside}}}`}
                                onMouseMove={() => setPosition(index)}
                                // Before the field's blur, so that its caret is still known.
                                onMouseDown={(event) => {
                                    event.preventDefault();
                                    onChoose(entry);
                                }}
                            >
                                <span className="mapping-name">{entry.label}</span>
                                <span className="mapping-detail">{entry.detail}</span>
                            </div>
                        </div>
                    );
                })}
                {shown.length === 0 && (
                    <p className="note mapping-none">
                        {text
                            ? "Nothing has that in its name."
                            : "No module before this one has outputs that are known yet. Run it once to see them."}
                    </p>
                )}
            </div>
        </div>
    );
}
