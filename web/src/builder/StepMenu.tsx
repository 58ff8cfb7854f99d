import { useEffect, useRef, type KeyboardEvent } from "react";
import type { Point } from "../canvas/geometry";

export interface StepCommand {
    id: string;
    label: string;
    keys?: string;
    danger?: boolean;
    onChoose: () => void;
}

interface StepMenuProps {
    at: Point;
    label: string;
    commands: (StepCommand | "line")[];
    onClose: () => void;
}

/** The commands for a module, where the pointer was or at its card. */
export function StepMenu({ at, label, commands, onClose }: StepMenuProps) {
    const list = useRef<HTMLDivElement>(null);
    useEffect(() => {
        const menu = list.current;
        if (!menu) return;
        const before = document.activeElement;
        // Kept inside the window; the place is known only once it is drawn.
        const box = menu.getBoundingClientRect();
        menu.style.left = `${Math.max(8, Math.min(at.x, innerWidth - box.width - 8))}px`;
        menu.style.top = `${Math.max(8, Math.min(at.y, innerHeight - box.height - 8))}px`;
        entries(menu)[0]?.focus();
        const outside = (event: PointerEvent) => {
            if (!menu.contains(event.target as Node)) onClose();
        };
        addEventListener("pointerdown", outside, true);
        return () => {
            removeEventListener("pointerdown", outside, true);
            if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
        };
    }, []);
    const press = (event: KeyboardEvent) => {
        const all = entries(list.current);
        const now = all.indexOf(document.activeElement as HTMLElement);
        const next = { ArrowDown: now + 1, ArrowUp: now - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
        if (event.key === "Escape" || event.key === "Tab") onClose();
        else if (next !== undefined) all[next % all.length]?.focus();
        else return;
        event.preventDefault();
        event.stopPropagation();
    };
    return (
        <div ref={list} className="menu-list step-menu" role="menu" aria-label={label} onKeyDown={press}>
            {commands.map((command, index) =>
                command === "line" ? (
                    <div key={index} role="separator" className="menu-line" />
                ) : (
                    <button
                        key={command.id}
                        type="button"
                        role="menuitem"
                        tabIndex={-1}
                        className={`menu-item ${command.danger ? "menu-danger" : ""}`}
                        onClick={() => {
                            onClose();
                            command.onChoose();
                        }}
                    >
                        <span>{command.label}</span>
                        {command.keys && (
                            <kbd className="row-end" aria-hidden="true">
                                {command.keys}
                            </kbd>
                        )}
                    </button>
                ),
            )}
        </div>
    );
}

const entries = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>("button") ?? [])];
