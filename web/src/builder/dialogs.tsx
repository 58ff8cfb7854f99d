import { useEffect, useMemo, useRef, useState } from "react";
import { canConnect } from "../canvas/edit";
import type { Blueprint } from "../canvas/blueprint";
import type { Graph } from "../canvas/graph";
import { lookOf, titleOf, type Catalog } from "../canvas/look";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { shortcuts } from "./keyboard";

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
    return (
        <Dialog title="Keyboard" onClose={onClose} wide>
            <dl className="shortcuts">
                {shortcuts.map(({ keys, what }) => (
                    <div key={keys}>
                        <dt>
                            <kbd>{keys}</kbd>
                        </dt>
                        <dd>{what}</dd>
                    </div>
                ))}
            </dl>
        </Dialog>
    );
}

interface ConnectDialogProps {
    from: number;
    blueprint: Blueprint;
    graph: Graph;
    catalog: Catalog;
    onChoose: (to: number) => void;
    onClose: () => void;
}

/** Wires without a pointer: the modules to which a wire can lead. */
export function ConnectDialog({ from, blueprint, graph, catalog, onChoose, onClose }: ConnectDialogProps) {
    const targets = useMemo(() => graph.steps.filter((step) => canConnect(blueprint, from, step.id)), [graph, blueprint, from]);
    const [text, setText] = useState("");
    const field = useRef<HTMLInputElement>(null);
    useEffect(() => field.current?.focus(), []);
    const source = graph.byId.get(from);
    const shown = targets.filter((step) => titleOf(step.module, lookOf(step.module, catalog)).toLowerCase().includes(text.toLowerCase()));
    return (
        <Dialog title={`Connect ${source ? titleOf(source.module, lookOf(source.module, catalog)) : ""} to …`} onClose={onClose}>
            <div className="form-fields">
                <input
                    ref={field}
                    className="input"
                    aria-label="Find a module"
                    placeholder="Find a module"
                    value={text}
                    onChange={(event) => setText(event.target.value)}
                    onKeyDown={(event) => {
                        const [first] = shown;
                        if (event.key === "Enter" && first) onChoose(first.id);
                    }}
                />
                {shown.length === 0 && <p className="note">There is no module to which a wire could lead from here.</p>}
                <ul className="connect-list">
                    {shown.map((step) => (
                        <li key={step.id}>
                            <button type="button" className="menu-item" onClick={() => onChoose(step.id)}>
                                {titleOf(step.module, lookOf(step.module, catalog))}
                                {step.loose && <span className="note row-end">not connected</span>}
                            </button>
                        </li>
                    ))}
                </ul>
            </div>
        </Dialog>
    );
}

interface ConflictDialogProps {
    word: string;
    busy: boolean;
    onReload: () => void;
    onKeep: () => void;
    onClose: () => void;
}

/** Two have saved: neither's work is thrown away without being asked. */
export function ConflictDialog({ word, busy, onReload, onKeep, onClose }: ConflictDialogProps) {
    return (
        <Dialog
            title={`This ${word} was saved by someone else`}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Decide later</Button>
                    <Button kind="danger" onClick={onReload}>
                        Reload theirs
                    </Button>
                    <Button kind="primary" busy={busy} onClick={onKeep}>
                        Keep mine
                    </Button>
                </>
            }
        >
            <p>
                Since you opened it, another version was saved. Nothing is lost yet: reload theirs and give up your changes, or save yours
                over it. Their version stays in the history.
            </p>
        </Dialog>
    );
}
