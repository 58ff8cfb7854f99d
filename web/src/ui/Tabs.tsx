import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { Link } from "../router";

/** Tabs that are places with addresses of their own: links, not a widget. */
export function LinkTabs({ label, tabs, chosen }: { label: string; tabs: { id: string; label: ReactNode; to: string }[]; chosen: string }) {
    return (
        <nav className="tabs" aria-label={label}>
            {tabs.map((tab) => (
                <Link key={tab.id} to={tab.to} className="tab" aria-current={tab.id === chosen ? "page" : undefined}>
                    {tab.label}
                </Link>
            ))}
        </nav>
    );
}

interface TabsProps {
    label: string;
    tabs: { id: string; label: ReactNode }[];
    chosen: string;
    onChoose: (id: string) => void;
    kind?: "line" | "switch";
}

/** Tabs within a place. The panel is the caller's: `role="tabpanel"`, labelled by what is chosen. */
export function Tabs({ label, tabs, chosen, onChoose, kind = "line" }: TabsProps) {
    const list = useRef<HTMLDivElement>(null);
    const move = (event: KeyboardEvent) => {
        const now = tabs.findIndex((tab) => tab.id === chosen);
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step === undefined) return;
        const next = tabs[(now + step + tabs.length) % tabs.length];
        if (!next) return;
        event.preventDefault();
        onChoose(next.id);
        list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
    };
    return (
        <div className={kind === "line" ? "tabs" : "switcher"} role="tablist" aria-label={label} ref={list} onKeyDown={move}>
            {tabs.map((tab) => (
                <button
                    key={tab.id}
                    type="button"
                    role="tab"
                    className={kind === "line" ? "tab" : "switcher-tab"}
                    data-tab={tab.id}
                    aria-selected={tab.id === chosen}
                    tabIndex={tab.id === chosen ? 0 : -1}
                    onClick={() => onChoose(tab.id)}
                >
                    {tab.label}
                </button>
            ))}
        </div>
    );
}
