export type Command =
    | "add"
    | "open"
    | "delete"
    | "deleteReconnecting"
    | "undo"
    | "redo"
    | "rename"
    | "run"
    | "save"
    | "help"
    | "escape"
    | "duplicate"
    | "copy"
    | "cut"
    | "paste"
    | "selectAll"
    | "tidyUp"
    | "connect"
    | "menu";

export interface Press {
    key: string;
    ctrl: boolean;
    shift: boolean;
    alt: boolean;
}

/** Where the focus is: in a field keys are text, in a dialog or menu they belong to it. */
export type Where = "canvas" | "field" | "elsewhere";

/** Which command a key stands for; `null` leaves it to the browser. */
export function commandFor({ key, ctrl, shift, alt }: Press, where: Where): Command | null {
    const letter = key.toLowerCase();
    if (ctrl && !alt) {
        if (letter === "s" && !shift) return "save";
        if (key === "Enter") return "run";
        if (where === "field") return null;
        if (letter === "z") return shift ? "redo" : "undo";
        if (letter === "y" && !shift) return "redo";
        if (where !== "canvas" || shift) return null;
        if (key === "Delete" || key === "Backspace") return "deleteReconnecting";
        const onCanvas: Record<string, Command> = { a: "selectAll", c: "copy", x: "cut", v: "paste", d: "duplicate" };
        return onCanvas[letter] ?? null;
    }
    if (key === "Escape") return "escape";
    if (where === "field") return null;
    if (alt) return shift && (letter === "t" || key === "†" || key === "ˇ") ? "tidyUp" : null;
    if (key === "?") return "help";
    if (key === "F2" && where === "canvas") return "rename";
    if (where !== "canvas") return letter === "n" && !shift ? "add" : null;
    if (shift) return key === "F10" ? "menu" : null;
    const plain: Record<string, Command> = {
        n: "add",
        Tab: "add",
        Enter: "open",
        Delete: "delete",
        Backspace: "delete",
        c: "connect",
        ContextMenu: "menu",
    };
    return plain[key] ?? plain[letter] ?? null;
}

export const shortcuts: { keys: string; what: string }[] = [
    { keys: "N or Tab", what: "Add a module after the chosen one" },
    { keys: "← → ↑ ↓", what: "Walk along the wires, among branches" },
    { keys: "Enter", what: "Open the chosen module" },
    { keys: "C", what: "Connect to …" },
    { keys: "F2", what: "Rename" },
    { keys: "Delete", what: "Delete; with Ctrl: delete and reconnect" },
    { keys: "Ctrl+D", what: "Duplicate" },
    { keys: "Ctrl+C, X, V", what: "Copy, cut, paste" },
    { keys: "Ctrl+A", what: "Choose all; Shift+click adds one" },
    { keys: "Shift+F10", what: "Everything that can be done with the module" },
    { keys: "Ctrl+Z", what: "Undo" },
    { keys: "Ctrl+Y", what: "Redo" },
    { keys: "Ctrl+Enter", what: "Run once" },
    { keys: "Ctrl+S", what: "Save" },
    { keys: "+ − 0 1", what: "Zoom in, out, 100 %, show all" },
    { keys: "Space+drag", what: "Move the canvas; two fingers do, too" },
    { keys: "Shift+Alt+T", what: "Tidy up" },
    { keys: "Ctrl+Space", what: "In a field: insert a value" },
    { keys: "Esc", what: "Close the panel, give up the choice; Tab then leaves the canvas" },
    { keys: "?", what: "This list" },
];
