import { useEffect, useId, useRef, type ReactNode } from "react";
import x from "lucide/x.svg";
import { appIcon } from "../../canvas/appIcons";
import type { Step } from "../../canvas/graph";
import { inkOn, lookOf } from "../../canvas/look";
import { renameModule } from "../../canvas/edit";
import { IconButton } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Tabs } from "../../ui/Tabs";
import { Coin } from "../../ui/Coin";
import { useBuilding, type PanelTab } from "../building";
import { priceInWords } from "../picker/price";
import { FilterEditor } from "./FilterEditor";
import { OutputView } from "./OutputView";
import { SettingsForm } from "./SettingsForm";

interface ModulePanelProps {
    step: Step;
    tab: PanelTab;
    onTab: (tab: PanelTab) => void;
    onClose: () => void;
    menu: ReactNode;
    runId: string | null;
    operations: number | undefined;
    stale: boolean;
    onRunAlone: (() => void) | undefined;
    /** Grows when the name is to be edited. */
    renaming: number;
}

/** A filter is set. */
const TabDot = () => (
    <>
        Filter <span className="tab-dot" />
    </>
);

/** Everything about the chosen module: its settings, the filter before it, what it last did. */
export function ModulePanel({ step, tab, onTab, onClose, menu, runId, operations, stale, onRunAlone, renaming }: ModulePanelProps) {
    const { catalog, graph, change } = useBuilding();
    const { module } = step;
    const look = lookOf(module, catalog);
    const given = module.metadata?.designer?.name;
    const description = catalog.get(module.module);
    const name = useRef<HTMLInputElement>(null);
    const id = useId();
    const incoming = graph.incoming.get(step.id);
    const canFilter = incoming !== undefined;
    const shown: PanelTab = tab === "filter" && !canFilter ? "settings" : tab;
    useEffect(() => {
        if (renaming === 0) return;
        name.current?.focus();
        name.current?.select();
    }, [renaming]);
    const tabs = [
        { id: "settings", label: "Settings" },
        ...(canFilter ? [{ id: "filter", label: module.filter ? <TabDot /> : "Filter" }] : []),
        { id: "output", label: "Output" },
    ];
    return (
        <section className="panel" aria-label={`Module ${step.id}`} data-testid="module-panel">
            <header className="panel-head">
                <span className="step-icon" style={{ background: look.color, color: inkOn(look.color) }}>
                    <Icon svg={appIcon(look.icon)} size={18} />
                </span>
                <div className="panel-title">
                    <input
                        ref={name}
                        className="panel-name"
                        aria-label="Name of the module"
                        value={typeof given === "string" ? given : ""}
                        placeholder={look.name}
                        onChange={(event) => change((blueprint) => renameModule(blueprint, step.id, event.target.value), `${step.id} name`)}
                    />
                    <div className="note panel-about">
                        <span className="ellipsis" title={description?.summary}>
                            {step.id} · {look.app}
                            {description ? ` · ${description.label}` : ` · ${module.module}`}
                        </span>
                        {look.price !== "" && (
                            <span className="panel-price" title={description ? priceInWords(description) : undefined}>
                                <Coin size={11} />
                                <span className="hidden-text">price </span>
                                {look.price}
                            </span>
                        )}
                    </div>
                </div>
                {menu}
                <IconButton icon={x} label="Close the panel" onClick={onClose} />
            </header>
            <Tabs label="About this module" tabs={tabs} chosen={shown} onChoose={(next) => onTab(next as PanelTab)} />
            <div className="panel-body" role="tabpanel" aria-label={shown} id={id} key={`${step.id} ${shown}`}>
                {shown === "settings" && <SettingsForm module={module} />}
                {shown === "filter" && <FilterEditor module={module} />}
                {shown === "output" && (
                    <OutputView module={module} runId={runId} operations={operations} stale={stale} onRunAlone={onRunAlone} />
                )}
            </div>
        </section>
    );
}
