import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import check from "lucide/check.svg";
import chevronDown from "lucide/chevron-down.svg";
import { Icon } from "./Icon";

export interface MenuItem {
    id: string;
    label: ReactNode;
    icon?: string;
    /** Present where the item is a choice: it then carries a tick. */
    checked?: boolean;
    disabled?: boolean;
    danger?: boolean;
    /** A menu of ticks stays open, so that several can be set. */
    keepsOpen?: boolean;
    onChoose: () => void;
}

interface MenuProps {
    /** What stands on the button. */
    label: ReactNode;
    /** The button's name where the label is only an icon. */
    name?: string;
    icon?: string;
    items: (MenuItem | "line")[];
    align?: "start" | "end";
    kind?: "plain" | "quiet" | "primary";
    arrow?: boolean;
    className?: string;
}

/** A button that opens a list of commands; arrows, Home, End, Escape as everywhere. */
export function Menu({ label, name, icon, items, align = "start", kind = "plain", arrow = true, className = "" }: MenuProps) {
    const [open, setOpen] = useState(false);
    const root = useRef<HTMLDivElement>(null);
    const button = useRef<HTMLButtonElement>(null);
    const list = useRef<HTMLDivElement>(null);
    const id = useId();

    useEffect(() => {
        if (!open) return;
        entries(list.current)[0]?.focus();
        const outside = (event: PointerEvent) => {
            if (!root.current?.contains(event.target as Node)) setOpen(false);
        };
        addEventListener("pointerdown", outside);
        return () => removeEventListener("pointerdown", outside);
    }, [open]);

    const close = () => {
        setOpen(false);
        button.current?.focus();
    };
    const move = (event: KeyboardEvent) => {
        const all = entries(list.current);
        const now = all.indexOf(document.activeElement as HTMLElement);
        const next = { ArrowDown: now + 1, ArrowUp: now - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
        if (event.key === "Escape") {
            event.stopPropagation();
            close();
        } else if (event.key === "Tab") setOpen(false);
        else if (next !== undefined) all[next % all.length]?.focus();
        else return;
        if (event.key !== "Tab") event.preventDefault();
    };
    return (
        <div className={`menu ${className}`} ref={root}>
            <button
                ref={button}
                type="button"
                className={`button button-${kind}`}
                aria-haspopup="menu"
                aria-expanded={open}
                aria-controls={open ? id : undefined}
                aria-label={name}
                title={name}
                onClick={() => setOpen(!open)}
                onKeyDown={(event) => {
                    if (event.key === "ArrowDown" && !open) {
                        event.preventDefault();
                        setOpen(true);
                    }
                }}
            >
                {icon && <Icon svg={icon} />}
                {label}
                {arrow && <Icon svg={chevronDown} size={14} className="menu-arrow" />}
            </button>
            {open && (
                <div id={id} ref={list} role="menu" className={`menu-list menu-${align}`} onKeyDown={move}>
                    {items.map((item, position) =>
                        item === "line" ? (
                            <div key={position} role="separator" className="menu-line" />
                        ) : (
                            <button
                                key={item.id}
                                type="button"
                                className={`menu-item ${item.danger ? "menu-danger" : ""}`}
                                role={item.checked === undefined ? "menuitem" : "menuitemcheckbox"}
                                aria-checked={item.checked}
                                disabled={item.disabled}
                                tabIndex={-1}
                                onClick={() => {
                                    if (!item.keepsOpen) close();
                                    item.onChoose();
                                }}
                            >
                                <span className="menu-mark">
                                    {item.checked ? <Icon svg={check} /> : item.icon && <Icon svg={item.icon} />}
                                </span>
                                <span>{item.label}</span>
                            </button>
                        ),
                    )}
                </div>
            )}
        </div>
    );
}

function entries(list: HTMLElement | null): HTMLElement[] {
    return [...(list?.querySelectorAll<HTMLElement>("button:not(:disabled)") ?? [])];
}
