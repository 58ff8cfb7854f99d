import type { Blueprint } from "../canvas/blueprint";
import * as edit from "../canvas/edit";
import type { Point } from "../canvas/geometry";
import type { Graph, Step } from "../canvas/graph";
import type { Catalog } from "../canvas/look";
import { allowedAt, preferredAt } from "./commands";
import { ConnectDialog, ShortcutsDialog } from "./dialogs";
import { ModulePicker } from "./picker/ModulePicker";
import { BundleDialog, InputDialog } from "./run/RunDialogs";
import type { RunRequest } from "./run/useRun";
import type { Editing } from "./useEditing";

/** What the builder asks for before it goes on. */
export type Asking =
    | { kind: "add"; place: edit.Place; at?: Point | undefined }
    | { kind: "connect"; from: number }
    | { kind: "input"; alone: boolean }
    | { kind: "bundle"; step: Step }
    | { kind: "help" };

interface AskedProps {
    asking: Asking;
    blueprint: Blueprint;
    graph: Graph;
    catalog: Catalog;
    editing: Editing;
    opening: Step | null;
    /** Modules that are not in the library. */
    unknown: Step[];
    onStart: (request: RunRequest) => void;
    onClose: () => void;
}

/** The dialog of what is asked. */
export function Asked({ asking, blueprint, graph, catalog, editing, opening, unknown, onStart, onClose }: AskedProps) {
    switch (asking.kind) {
        case "add":
            return (
                <ModulePicker
                    catalog={catalog}
                    title={titleAt(asking.place, graph.steps.length === 0)}
                    allows={allowedAt(blueprint, asking.place)}
                    used={new Set(graph.steps.map((step) => step.module.module))}
                    prefers={preferredAt(asking.place)}
                    onChoose={(description) => editing.add(description, asking.place, asking.at)}
                    onClose={onClose}
                />
            );
        case "connect":
            return (
                <ConnectDialog
                    from={asking.from}
                    blueprint={blueprint}
                    graph={graph}
                    catalog={catalog}
                    onChoose={(to) => editing.connect(asking.from, to)}
                    onClose={onClose}
                />
            );
        case "help":
            return <ShortcutsDialog onClose={onClose} />;
        case "input":
            return opening && <InputDialog opening={opening} unknown={unknown} alone={asking.alone} onStart={onStart} onClose={onClose} />;
        case "bundle":
            return <BundleDialog step={asking.step} onStart={onStart} onClose={onClose} />;
    }
}

function titleAt(place: edit.Place, isEmpty: boolean): string {
    if (place.kind === "error") return "Add an error handler";
    return isEmpty ? "The first module" : "Add a module";
}
