import { useRef, type RefObject } from "react";
import { flushSync } from "react-dom";
import type { ModuleDescription } from "../api";
import type { Module } from "../canvas/blueprint";
import type { CanvasHandle } from "../canvas/Canvas";
import * as edit from "../canvas/edit";
import type { Point } from "../canvas/geometry";
import { graphOf } from "../canvas/graph";
import { lookOf, titleOf, type Catalog } from "../canvas/look";
import { toast } from "../ui/Toast";
import { draftOf } from "./picker/draft";
import { nearestSource } from "./picker/nearestSource";
import type { Editor } from "./useEditor";

interface Surroundings {
    editor: Editor;
    catalog: Catalog;
    canvas: RefObject<CanvasHandle>;
    /** Chooses modules; `opened` shows the panel of the one that is chosen. */
    choose: (ids: number[], opened: boolean) => void;
    say: (words: string) => void;
    /** Closes what asked for the edit. */
    done: () => void;
}

export interface Editing {
    add: (description: ModuleDescription, place: edit.Place, at?: Point) => void;
    connect: (from: number, to: number) => void;
    remove: (ids: readonly number[], reconnect: boolean) => void;
    copy: (ids: readonly number[]) => void;
    duplicate: (ids: readonly number[]) => void;
    /** False where nothing was copied before. */
    paste: () => boolean;
    tidyUp: () => void;
    /** Where a module goes that is added without a word about its place. */
    placeAfter: (chosen: number | undefined) => edit.Place;
}

/** Edits that change the shape of the flow: each draws at once and leaves the focus where typing goes on. */
export function useEditing({ editor, catalog, canvas, choose, say, done }: Surroundings): Editing {
    const clipboard = useRef<Module[]>([]);
    const graph = () => graphOf(editor.now());
    const title = (id: number) => {
        const step = graph().byId.get(id);
        return step ? titleOf(step.module, lookOf(step.module, catalog)) : `Module ${id}`;
    };
    const thenFocus = (update: () => void, id: number | undefined) => {
        flushSync(update);
        if (id === undefined) canvas.current?.rest();
        else canvas.current?.focus(id);
    };
    const modulesOf = (ids: readonly number[]) => ids.flatMap((id) => graph().byId.get(id)?.module ?? []);
    const insert = (modules: readonly Module[]) => {
        const pasted = edit.paste(editor.now(), modules);
        thenFocus(() => {
            editor.change(() => pasted.blueprint);
            choose(pasted.ids, false);
        }, pasted.ids[0]);
    };

    return {
        add(description, place, at) {
            const draft = draftOf(description);
            const added = edit.add(editor.now(), place, at ? { ...draft, at } : draft);
            const feeder = description.parameters.find((field) => field.type === "feeder")?.name;
            const source = feeder === undefined ? undefined : nearestSource(added.blueprint, added.id, catalog);
            const fed = feeder !== undefined && source !== undefined;
            thenFocus(() => {
                editor.change(() => (fed ? edit.changeValue(added.blueprint, added.id, ["parameters", feeder], source) : added.blueprint));
                done();
                say(`Module ${added.id}, ${description.label}, was added.`);
                choose([added.id], true);
            }, added.id);
        },
        connect(from, to) {
            if (!edit.canConnect(editor.now(), from, to)) return toast("These two can't be connected: a wire may not lead back.");
            thenFocus(() => {
                done();
                editor.change((now) => edit.connect(now, from, to));
                say(`${title(from)} is connected to ${title(to)}.`);
            }, to);
        },
        remove(ids, reconnect) {
            const next = ids.length === 1 ? graph().incoming.get(ids[0] ?? -1)?.from : undefined;
            const gone = ids.length === 1 ? title(ids[0] ?? 0) : `${ids.length} modules`;
            thenFocus(() => {
                editor.change((now) => edit.removeAll(now, ids, reconnect));
                say(`${gone} deleted. Ctrl+Z brings back.`);
                choose(next === undefined ? [] : [next], false);
            }, next);
        },
        copy(ids) {
            clipboard.current = modulesOf(ids);
        },
        duplicate(ids) {
            insert(modulesOf(ids));
        },
        paste() {
            if (clipboard.current.length === 0) return false;
            insert(clipboard.current);
            return true;
        },
        tidyUp() {
            flushSync(() => editor.change(edit.tidyUp));
            canvas.current?.fit();
        },
        placeAfter(chosen) {
            if (editor.now().flow.length === 0) return { kind: "first" };
            if (chosen !== undefined) return { kind: "after", id: chosen };
            const mains = graph().steps.filter((step) => !step.loose && step.chain.length === 1);
            const last = mains[mains.length - 1];
            return last ? { kind: "after", id: last.id } : { kind: "first" };
        },
    };
}
