import { useEffect, useRef, type RefObject } from "react";
import { commandFor, type Command, type Where } from "./keyboard";

/** Hears all keys of the page and gives those that are commands; what a command does not want stays the browser's. */
export function useCommands(root: RefObject<HTMLElement>, perform: (command: Command) => boolean, listening: boolean) {
    const latest = useRef({ perform, listening });
    latest.current = { perform, listening };
    useEffect(() => {
        const press = (event: KeyboardEvent) => {
            if (!latest.current.listening || event.defaultPrevented || event.isComposing || (event.repeat && event.key === "Escape"))
                return;
            const target = event.target instanceof HTMLElement ? event.target : document.body;
            if (target.closest("dialog, [role=menu]") || (target !== document.body && !root.current?.contains(target))) return;
            const where = whereIs(target);
            // Without a chosen module Tab goes on as everywhere, so nobody is held on the canvas.
            if (event.key === "Tab" && !target.closest(".step-face")) return;
            // A button's own Enter and Space come first.
            if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && target.closest("button, a, summary")) return;
            const command = commandFor(
                { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey },
                where,
            );
            if (command && latest.current.perform(command)) event.preventDefault();
        };
        addEventListener("keydown", press);
        return () => removeEventListener("keydown", press);
    }, [root]);
}

function whereIs(target: HTMLElement): Where {
    if (/^(TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) return "field";
    if (target instanceof HTMLInputElement) return target.type === "checkbox" ? "elsewhere" : "field";
    return target === document.body || target.closest(".canvas") ? "canvas" : "elsewhere";
}
