import { useEffect, useState } from "react";
import arrowLeft from "lucide/arrow-left.svg";
import keyboard from "lucide/keyboard.svg";
import play from "lucide/play.svg";
import redoIcon from "lucide/redo-2.svg";
import save from "lucide/save.svg";
import settings from "lucide/sliders-horizontal.svg";
import tidy from "lucide/wand-sparkles.svg";
import alert from "lucide/triangle-alert.svg";
import undoIcon from "lucide/undo-2.svg";
import type { Estimate } from "../api";
import { counted, credits, creditsInWords } from "../format";
import { Link } from "../router";
import { Button, IconButton } from "../ui/Button";
import { Coin } from "../ui/Coin";
import { Icon } from "../ui/Icon";
import { Menu } from "../ui/Menu";
import { useWords } from "../words";
import type { CanvasOptions } from "./canvasOptions";

interface TopBarProps {
    scenarioId: number;
    name: string;
    onName: (name: string) => void;
    options: CanvasOptions;
    onOptions: (options: CanvasOptions) => void;
    dirty: boolean;
    saving: boolean;
    running: boolean;
    canRun: boolean;
    canUndo: boolean;
    canRedo: boolean;
    estimate: Estimate | undefined;
    /** The estimate is of another state than the one that is shown. */
    outdated: boolean;
    /** How many modules lack something that they can't run without. */
    lacking: number;
    onLacking: () => void;
    onUndo: () => void;
    onRedo: () => void;
    onTidyUp: () => void;
    onSave: () => void;
    onRun: () => void;
    onHelp: () => void;
}

export function TopBar(props: TopBarProps) {
    const { options, onOptions } = props;
    const words = useWords();
    return (
        <header className="builder-bar">
            <Link
                className="button button-quiet button-icon"
                to={`/scenarios/${props.scenarioId}`}
                aria-label={`Back to the ${words.scenario}`}
                title={`Back to the ${words.scenario}`}
            >
                <Icon svg={arrowLeft} />
            </Link>
            <NameInput name={props.name} label={`Name of the ${words.scenario}`} onName={props.onName} />
            <Menu
                label={<span className="bar-text">Canvas options</span>}
                name="Canvas options"
                icon={settings}
                kind="quiet"
                items={[
                    {
                        id: "credits",
                        label: "Show credits in the bubbles",
                        checked: options.credits,
                        keepsOpen: true,
                        onChoose: () => onOptions({ ...options, credits: !options.credits }),
                    },
                    {
                        id: "outline",
                        label: "Show the list of steps",
                        checked: options.outline,
                        keepsOpen: true,
                        onChoose: () => onOptions({ ...options, outline: !options.outline }),
                    },
                ]}
            />
            <span className="bar-group">
                <IconButton icon={undoIcon} label="Undo" title="Undo (Ctrl+Z)" disabled={!props.canUndo} onClick={props.onUndo} />
                <IconButton icon={redoIcon} label="Redo" title="Redo (Ctrl+Y)" disabled={!props.canRedo} onClick={props.onRedo} />
                <IconButton icon={tidy} label="Tidy up" title="Tidy up (Shift+Alt+T)" onClick={props.onTidyUp} />
                <IconButton icon={keyboard} label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={props.onHelp} />
            </span>
            <span className="bar-end">
                <Button
                    icon={save}
                    busy={props.saving}
                    disabled={!props.dirty}
                    onClick={props.onSave}
                    title="Save (Ctrl+S)"
                    data-testid="save"
                    aria-label={props.dirty ? "Save" : "Saved"}
                >
                    <span className="bar-text">{props.dirty ? "Save" : "Saved"}</span>
                </Button>
                {props.lacking > 0 && (
                    <Button
                        kind="quiet"
                        icon={alert}
                        className="bar-lacking"
                        onClick={props.onLacking}
                        data-testid="lacking"
                        title="Show the next one"
                        aria-label={`${counted(props.lacking, "module lacks", "modules lack")} something. Show the next one`}
                    >
                        <span>{props.lacking}</span> <span className="bar-text">to fill in</span>
                    </Button>
                )}
                <EstimateTag estimate={props.estimate} outdated={props.outdated} />
                <Button
                    kind="primary"
                    icon={play}
                    busy={props.running}
                    disabled={!props.canRun}
                    onClick={props.onRun}
                    title="Run once (Ctrl+Enter)"
                    data-testid="run-once"
                    aria-label="Run once"
                >
                    <span className="bar-text">Run once</span>
                </Button>
            </span>
        </header>
    );
}

/** Typed names are one step to undo: they are taken over when the field is left. */
function NameInput({ name, label, onName }: { name: string; label: string; onName: (name: string) => void }) {
    const [text, setText] = useState(name);
    useEffect(() => setText(name), [name]);
    const done = () => (text.trim() === "" ? setText(name) : text !== name && onName(text.trim()));
    return (
        <span className="name-size" data-text={text}>
            <input
                className="scenario-name"
                aria-label={label}
                value={text}
                size={1}
                maxLength={120}
                onChange={(event) => setText(event.target.value)}
                onBlur={done}
                onKeyDown={(event) => {
                    if (event.key === "Enter" && !event.ctrlKey) event.currentTarget.blur();
                    if (event.key === "Escape") setText(name);
                }}
            />
        </span>
    );
}

/** What a run is likely to cost, before it runs. */
function EstimateTag({ estimate, outdated }: { estimate: Estimate | undefined; outdated: boolean }) {
    if (!estimate) return null;
    const { minimumCenticredits: least, expectedCenticredits: expected } = estimate;
    const range = least === expected ? "" : `; at least ${creditsInWords(least)}`;
    const hint = [
        `A run is likely to use ${creditsInWords(expected)}${range}.`,
        estimate.perBundle ? "Some modules run once per bundle, so more data costs more." : "",
        ...estimate.notes,
        outdated ? "This is for what stood here before; it is being worked out anew." : "",
    ];
    return (
        <span className="estimate" data-outdated={outdated || undefined} title={hint.filter(Boolean).join("\n")} data-testid="estimate">
            <Coin size={13} />
            <span aria-hidden="true" className="tabular">
                ≈ {credits(expected)}
                {estimate.perBundle ? "+" : ""}
            </span>
            <span className="hidden-text">{hint.filter(Boolean).join(" ")}</span>
        </span>
    );
}
