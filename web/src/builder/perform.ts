import type { Place } from "../canvas/edit";
import type { Command } from "./keyboard";
import type { Editing } from "./useEditing";
import type { Editor } from "./useEditor";

/** What commands act on, and what they set going. */
export interface CommandContext {
    selected: readonly number[];
    all: readonly number[];
    editor: Editor;
    editing: Editing;
    ask: (place: Place) => void;
    open: (id: number) => void;
    rename: (id: number) => void;
    connectFrom: (id: number) => void;
    showMenu: (id: number) => void;
    select: (ids: readonly number[]) => void;
    run: () => void;
    save: () => void;
    help: () => void;
    /** False where there was nothing left to give up. */
    giveUp: () => boolean;
}

/** Carries a command out; false where there is nothing it could act on, so that its key stays the browser's. */
export function perform(command: Command, context: CommandContext): boolean {
    const { selected, editor, editing } = context;
    const one = selected.length === 1 ? selected[0] : undefined;
    const always = (action: () => void) => {
        action();
        return true;
    };
    const withOne = (action: (id: number) => void) => {
        if (one !== undefined) action(one);
        return one !== undefined;
    };
    const withSome = (action: () => void) => {
        if (selected.length > 0) action();
        return selected.length > 0;
    };
    switch (command) {
        case "add":
            return always(() => context.ask(editing.placeAfter(one)));
        case "open":
            return withOne(context.open);
        case "rename":
            return withOne(context.rename);
        case "connect":
            return withOne(context.connectFrom);
        case "menu":
            return withOne(context.showMenu);
        case "delete":
        case "deleteReconnecting":
            return withSome(() => editing.remove(selected, command === "deleteReconnecting"));
        case "duplicate":
            return withSome(() => editing.duplicate(selected));
        case "copy":
            return withSome(() => editing.copy(selected));
        case "cut":
            return withSome(() => {
                editing.copy(selected);
                editing.remove(selected, true);
            });
        case "paste":
            return editing.paste();
        case "selectAll":
            return always(() => context.select(context.all));
        case "undo":
            return always(editor.undo);
        case "redo":
            return always(editor.redo);
        case "tidyUp":
            return always(editing.tidyUp);
        case "run":
            return always(context.run);
        case "save":
            return always(context.save);
        case "help":
            return always(context.help);
        case "escape":
            return context.giveUp();
    }
}
