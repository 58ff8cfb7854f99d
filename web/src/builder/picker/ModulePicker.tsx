import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import history from "lucide/history.svg";
import type { ModuleDescription } from "../../api";
import { appIcon } from "../../canvas/appIcons";
import { iconOf, inkOn, type Catalog } from "../../canvas/look";
import { Coin } from "../../ui/Coin";
import { Dialog } from "../../ui/Dialog";
import { Icon } from "../../ui/Icon";
import { priceInWords } from "./price";
import { findModules, withRecent } from "./search";

interface ModulePickerProps {
    catalog: Catalog;
    title: string;
    /** Which modules make sense here. */
    allows: (module: ModuleDescription) => boolean;
    /** Modules that stand in the scenario already. */
    used: ReadonlySet<string>;
    /** What most want here; it stands first. */
    prefers: (module: ModuleDescription) => boolean;
    onChoose: (module: ModuleDescription) => void;
    onClose: () => void;
}

const recentKey = "builder.recentModules";

/** Apps and modules with their prices: type, arrows, Enter. */
export function ModulePicker({ catalog, title, allows, used, prefers, onChoose, onClose }: ModulePickerProps) {
    const [text, setText] = useState("");
    const [app, setApp] = useState<string | null>(null);
    const [position, setPosition] = useState(0);
    const [recent] = useState(readRecent);
    const list = useRef<HTMLDivElement>(null);
    const field = useRef<HTMLInputElement>(null);
    const id = useId();
    const modules = useMemo(
        () => [...catalog.values()].filter((module) => module.role !== "placeholder" && allows(module)),
        [catalog, allows],
    );
    const apps = useMemo(
        () => [...new Map(modules.map((module) => [module.app.name, module.app])).values()].sort((a, b) => a.label.localeCompare(b.label)),
        [modules],
    );
    const shown = useMemo(
        () => findModules(app ? modules.filter((module) => module.app.name === app) : modules, text, recent, prefers, used),
        [modules, app, text, recent, prefers, used],
    );

    // After the dialog has opened: it gives the focus to its first button.
    useEffect(() => field.current?.focus(), []);
    useEffect(() => setPosition(0), [text, app]);
    useEffect(() => {
        list.current?.querySelector(`[data-position="${position}"]`)?.scrollIntoView({ block: "nearest" });
    }, [position]);

    const choose = (module: ModuleDescription | undefined) => {
        if (!module) return;
        keepRecent(withRecent(recent, module.name));
        onChoose(module);
    };
    const press = (event: KeyboardEvent) => {
        const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
        const step = steps[event.key];
        if (event.key === "Enter") {
            event.preventDefault();
            choose(shown[position]?.module);
        } else if (step !== undefined && shown.length > 0) {
            event.preventDefault();
            const wrapped =
                Math.abs(step) === 1
                    ? (position + step + shown.length) % shown.length
                    : Math.min(shown.length - 1, Math.max(0, position + step));
            setPosition(wrapped);
        }
    };
    return (
        <Dialog title={title} onClose={onClose} wide>
            <div className="picker">
                <input
                    ref={field}
                    className="input picker-search"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls={id}
                    aria-activedescendant={shown[position] ? `${id}-${position}` : undefined}
                    aria-label="Find a module"
                    placeholder="Find a module: iterator, http, set variable …"
                    value={text}
                    onChange={(event) => setText(event.target.value)}
                    onKeyDown={press}
                />
                <div className="picker-apps" role="group" aria-label="Apps">
                    <AppButton label="All" chosen={app === null} onClick={() => setApp(null)} />
                    {apps.map((each) => (
                        <AppButton
                            key={each.name}
                            label={each.label}
                            chosen={app === each.name}
                            onClick={() => setApp(app === each.name ? null : each.name)}
                        />
                    ))}
                </div>
                <div ref={list} id={id} className="picker-list" role="listbox" aria-label="Modules" tabIndex={-1}>
                    {shown.map(({ module, recent: isRecent }, index) => (
                        <div
                            key={module.name}
                            id={`${id}-${index}`}
                            data-position={index}
                            role="option"
                            aria-selected={index === position}
                            aria-label={`${module.app.label}: ${module.label}, price ${module.price.label}`}
                            className="picker-entry"
                            onMouseMove={() => setPosition(index)}
                            onClick={() => choose(module)}
                        >
                            <span className="picker-icon" style={{ background: module.app.color, color: inkOn(module.app.color) }}>
                                <Icon svg={appIcon(iconOf(module))} size={16} />
                            </span>
                            <span className="picker-text">
                                <span className="picker-name">
                                    {module.label} <span className="picker-app">{module.app.label}</span>
                                    {isRecent && <Icon svg={history} size={12} label="Recently used" className="picker-recent" />}
                                </span>
                                <span className="picker-summary">{module.summary}</span>
                            </span>
                            <span className="price-tag" title={priceInWords(module)}>
                                <Coin size={11} />
                                {module.price.label}
                            </span>
                        </div>
                    ))}
                    {shown.length === 0 && (
                        <p className="picker-none note">
                            {modules.length === 0 ? "The module library is being read." : "No module has that in its name or description."}
                        </p>
                    )}
                </div>
            </div>
        </Dialog>
    );
}

function AppButton({ label, chosen, onClick }: { label: string; chosen: boolean; onClick: () => void }) {
    return (
        <button type="button" className="picker-app-button" aria-pressed={chosen} onClick={onClick}>
            {label}
        </button>
    );
}

function readRecent(): string[] {
    try {
        const kept: unknown = JSON.parse(localStorage.getItem(recentKey) ?? "[]");
        return Array.isArray(kept) ? kept.filter((name): name is string => typeof name === "string") : [];
    } catch {
        return [];
    }
}

function keepRecent(names: string[]) {
    try {
        localStorage.setItem(recentKey, JSON.stringify(names));
    } catch {
        // A browser may forbid storage; then nothing is recent.
    }
}
