import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import ellipsis from "lucide/ellipsis.svg";
import plus from "lucide/plus.svg";
import x from "lucide/x.svg";
import { ApiError, building as buildingCalls, scenarios, useAnswer, type ModuleDescription, type Scenario } from "../api";
import { isRouter, type Blueprint, type FieldSpec, type Module } from "../canvas/blueprint";
import { Canvas, type CanvasEdit, type CanvasHandle } from "../canvas/Canvas";
import * as edit from "../canvas/edit";
import type { Point } from "../canvas/geometry";
import { firstStep, graphOf, type Step } from "../canvas/graph";
import { lookOf, titleOf } from "../canvas/look";
import { isObject } from "../canvas/paths";
import { statusFrom } from "../canvas/StatusMark";
import { useCatalog } from "../canvas/useCatalog";
import { visibleTo } from "../canvas/visible";
import { Bubble } from "../diagram/Bubble";
import { figuresInWords } from "../diagram/figures";
import { useLeaveGuard } from "../router";
import { useSession } from "../session";
import { Button, IconButton } from "../ui/Button";
import { toast } from "../ui/Toast";
import { useTitle, useWords } from "../words";
import { BuildingProvider, type Building, type PanelTab } from "./building";
import { keepCanvasOptions, readCanvasOptions, type CanvasOptions } from "./canvasOptions";
import { allowedAt, changedSince, moduleAt, textsIn } from "./commands";
import { ConflictDialog, ConnectDialog, ShortcutsDialog } from "./dialogs";
import type { Command } from "./keyboard";
import { referencedModules } from "./mapping/reference";
import { sourceFields } from "./mapping/sources";
import { Outline } from "./Outline";
import { ModulePanel } from "./panel/ModulePanel";
import { draftOf } from "./picker/draft";
import { ModulePicker } from "./picker/ModulePicker";
import { asksForInput, inputTemplate } from "./run/input";
import { JsonDialog } from "./run/JsonDialog";
import { ended } from "./run/progress";
import { RunAnnouncer, RunBar } from "./run/RunBar";
import { useRun, type RunRequest } from "./run/useRun";
import { StepMenu, type StepCommand } from "./StepMenu";
import { TopBar } from "./TopBar";
import { useCommands } from "./useCommands";
import { useEditor } from "./useEditor";
import { useNarrow } from "./useNarrow";
import { useSaving } from "./useSaving";

interface BuilderProps {
    scenario: Scenario;
    blueprint: Blueprint;
    version: number;
    onReload: () => void;
}

type Asking =
    | { kind: "add"; place: edit.Place; at?: Point | undefined }
    | { kind: "connect"; from: number }
    | { kind: "input"; moduleId?: number }
    | { kind: "bundle"; moduleId: number }
    | { kind: "help" };

export const panelWidth = 420;

export function Builder({ scenario, blueprint: first, version, onReload }: BuilderProps) {
    const words = useWords();
    const { organization } = useSession();
    const catalog = useCatalog();
    const editor = useEditor(first);
    const saving = useSaving(scenario.id, first, version);
    const run = useRun(scenario.id, organization.id);
    const estimate = useAnswer(`estimate ${scenario.id} ${saving.version}`, (signal) => scenarios.estimate(scenario.id, signal));
    const functions = useAnswer("functions", (signal) => buildingCalls.functions(signal));
    const [options, setOptions] = useState<CanvasOptions>(readCanvasOptions);
    const [selected, setSelected] = useState<number[]>([]);
    const [panel, setPanel] = useState<PanelTab | null>(null);
    const [asking, setAsking] = useState<Asking | null>(null);
    const [menu, setMenu] = useState<{ id: number; at: Point } | null>(null);
    const [renaming, setRenaming] = useState(0);
    const [listed, setListed] = useState(true);
    const [said, setSaid] = useState("");
    const canvas = useRef<CanvasHandle>(null);
    const root = useRef<HTMLDivElement>(null);
    const clipboard = useRef<Module[]>([]);
    const narrow = useNarrow();

    const { blueprint, change } = editor;
    const graph = graphOf(blueprint);
    const dirty = blueprint !== saving.saved;
    const name = blueprint.name || scenario.name;
    const chosen = selected.length === 1 ? graph.byId.get(selected[0] ?? -1) : undefined;
    const { progress } = run;
    useTitle(name);
    useLeaveGuard(dirty, `This ${words.scenario} has changes that are not saved. Leave it all the same?`);

    const changeOptions = (next: CanvasOptions) => {
        setOptions(next);
        keepCanvasOptions(next);
    };

    const title = (id: number) => {
        const step = graph.byId.get(id);
        return step ? titleOf(step.module, lookOf(step.module, catalog)) : `Module ${id}`;
    };

    // What was undone or taken away can't stay chosen.
    useEffect(() => {
        if (selected.some((id) => !graph.byId.has(id))) setSelected(selected.filter((id) => graph.byId.has(id)));
    }, [graph, selected]);

    const open = useCallback((id: number, tab?: PanelTab, withFocus = false) => {
        setSelected([id]);
        setPanel((now) => tab ?? now ?? "settings");
        if (withFocus) requestAnimationFrame(() => focusFirstField(root.current));
    }, []);

    const addModule = (description: ModuleDescription, place: edit.Place, at?: Point) => {
        const draft = draftOf(description);
        const added = edit.add(editor.now(), place, at ? { ...draft, at } : draft);
        const feeder = description.parameters.find((field) => field.type === "feeder");
        const source = feeder && nearestSource(added.blueprint, added.id, catalog);
        change(() => (feeder && source !== undefined ? edit.changeValue(added.blueprint, added.id, ["parameters", feeder.name], source) : added.blueprint));
        setAsking(null);
        setSaid(`Module ${added.id}, ${description.label}, was added.`);
        open(added.id, "settings");
        requestAnimationFrame(() => canvas.current?.focus(added.id));
    };

    const placeAfter = (): edit.Place => {
        if (blueprint.flow.length === 0) return { kind: "first" };
        if (chosen) return { kind: "after", id: chosen.id };
        const mains = graph.steps.filter((step) => !step.loose && step.chain.length === 1);
        const last = mains[mains.length - 1];
        return last ? { kind: "after", id: last.id } : { kind: "first" };
    };

    const ask = (place: edit.Place, at?: Point) => setAsking({ kind: "add", place, at });
    const removeChosen = (ids: readonly number[], reconnect: boolean) => {
        const next = ids.length === 1 ? graph.incoming.get(ids[0] ?? -1)?.from : undefined;
        change((now) => edit.removeAll(now, ids, reconnect));
        setSaid(`${ids.length === 1 ? title(ids[0] ?? 0) : `${ids.length} modules`} deleted. Ctrl+Z brings back.`);
        setSelected(next !== undefined ? [next] : []);
        setPanel(null);
        requestAnimationFrame(() => (next !== undefined ? canvas.current?.focus(next) : canvas.current?.rest()));
    };

    const canvasEdit: CanvasEdit = {
        onMove: (places) => change((now) => edit.move(now, places)),
        onAddAfter: (id, at) => ask({ kind: "after", id }, at),
        onAddBetween: (link) => ask({ kind: "before", id: link.to }),
        onConnect: (from, to) => connect(from, to),
        onFilter: (link) => open(link.to, "filter", true),
        onMenu: (id, at) => {
            setSelected([id]);
            setMenu({ id, at });
        },
    };
    const connect = (from: number, to: number) => {
        setAsking(null);
        if (!edit.canConnect(editor.now(), from, to)) return toast("These two can't be connected: a wire may not lead back.", { kind: "plain" });
        change((now) => edit.connect(now, from, to));
        setSaid(`${title(from)} is connected to ${title(to)}.`);
        requestAnimationFrame(() => canvas.current?.focus(to));
    };

    const save = useCallback(async () => {
        const now = editor.now();
        if (now === saving.saved) return true;
        return saving.save(now);
    }, [editor, saving]);

    const start = async (request: RunRequest) => {
        setAsking(null);
        if (!(await save())) return;
        try {
            await run.start(request, editor.now());
        } catch (error) {
            toast(error instanceof ApiError ? error.message : String(error), { kind: "bad" });
        }
    };
    const going = run.starting || (progress !== null && !ended(progress.state));
    const opening = firstStep(blueprint);
    const unknown = catalog.size === 0 ? [] : graph.steps.filter((step) => !step.loose && !catalog.has(step.module.module));
    const runOnce = () => {
        if (going || !opening) return;
        if (asksForInput(opening.module, catalog.get(opening.module.module)?.role) || unknown.length > 0) setAsking({ kind: "input" });
        else void start({});
    };
    const runAlone = (id: number) => {
        const step = graph.byId.get(id);
        if (!step || going) return;
        if (asksForInput(step.module, catalog.get(step.module.module)?.role)) return setAsking({ kind: "input", moduleId: id });
        if (referencesOf(step).length > 0) return setAsking({ kind: "bundle", moduleId: id });
        void start({ moduleId: id, bundle: {} });
    };

    const perform = (command: Command): boolean => {
        const one = chosen?.id;
        switch (command) {
            case "add":
                ask(placeAfter());
                return true;
            case "open":
                if (one !== undefined) open(one, undefined, true);
                return one !== undefined;
            case "delete":
            case "deleteReconnecting":
                if (selected.length > 0) removeChosen(selected, command === "deleteReconnecting");
                return selected.length > 0;
            case "undo":
                editor.undo();
                return true;
            case "redo":
                editor.redo();
                return true;
            case "rename":
                if (one !== undefined) {
                    open(one);
                    setRenaming((count) => count + 1);
                }
                return one !== undefined;
            case "run":
                runOnce();
                return true;
            case "save":
                void save();
                return true;
            case "help":
                setAsking({ kind: "help" });
                return true;
            case "tidyUp":
                tidy();
                return true;
            case "connect":
                if (one !== undefined) setAsking({ kind: "connect", from: one });
                return one !== undefined;
            case "menu":
                if (one !== undefined) setMenu({ id: one, at: atCard(root.current, one) });
                return one !== undefined;
            case "selectAll":
                setSelected(graph.steps.map((step) => step.id));
                setPanel(null);
                return true;
            case "duplicate":
                if (selected.length > 0) pasteModules(modulesOf(selected));
                return selected.length > 0;
            case "copy":
            case "cut":
                if (selected.length === 0) return false;
                clipboard.current = modulesOf(selected);
                if (command === "cut") removeChosen(selected, true);
                return true;
            case "paste":
                if (clipboard.current.length > 0) pasteModules(clipboard.current);
                return clipboard.current.length > 0;
            case "escape":
                return giveUp();
            case "search":
                return false;
        }
    };
    const modulesOf = (ids: readonly number[]) => ids.flatMap((id) => graph.byId.get(id)?.module ?? []);
    const pasteModules = (modules: readonly Module[]) => {
        const pasted = edit.paste(editor.now(), modules);
        change(() => pasted.blueprint);
        setSelected(pasted.ids);
        const [id] = pasted.ids;
        if (id !== undefined) requestAnimationFrame(() => canvas.current?.focus(id));
    };
    const tidy = () => {
        change(edit.tidyUp);
        requestAnimationFrame(() => canvas.current?.fit());
    };
    const giveUp = () => {
        const inPanel = document.activeElement?.closest(".panel");
        if (inPanel && chosen) canvas.current?.focus(chosen.id);
        else if (panel !== null) {
            setPanel(null);
            if (chosen) canvas.current?.focus(chosen.id);
        }
        else if (selected.length > 0) {
            setSelected([]);
            canvas.current?.rest();
        } else return false;
        return true;
    };
    useCommands(root, perform, asking === null && menu === null && !saving.conflict);

    const stepMenu = (step: Step): (StepCommand | "line")[] => {
        const role = lookOf(step.module, catalog).role;
        const directive = role === "errorDirective";
        const connected = graph.incoming.has(step.id);
        const entries: (StepCommand | "line" | false)[] = [
            !directive && { id: "after", label: isRouter(step.module) ? "Add a route" : "Add a module after it", keys: "N", onChoose: () => ask({ kind: "after", id: step.id }) },
            { id: "before", label: "Add a module before it", onChoose: () => ask(connected || step.loose ? { kind: "before", id: step.id } : { kind: "first" }) },
            !directive && !isRouter(step.module) && { id: "error", label: "Add an error handler", onChoose: () => ask({ kind: "error", id: step.id }) },
            !directive && { id: "connect", label: "Connect to …", keys: "C", onChoose: () => setAsking({ kind: "connect", from: step.id }) },
            connected && { id: "disconnect", label: "Disconnect from what is before", onChoose: () => change((now) => edit.disconnect(now, step.id)) },
            step.loose && { id: "first", label: "Begin the flow with it", onChoose: () => change((now) => edit.makeFirst(now, step.id)) },
            "line",
            { id: "rename", label: "Rename", keys: "F2", onChoose: () => (open(step.id), setRenaming((count) => count + 1)) },
            connected && { id: "filter", label: step.module.filter ? "Edit the filter before it" : "Set a filter before it", onChoose: () => open(step.id, "filter", true) },
            runsAlone(role) && { id: "alone", label: "Run this module only", onChoose: () => runAlone(step.id) },
            { id: "duplicate", label: "Duplicate", keys: "Ctrl+D", onChoose: () => pasteModules([step.module]) },
            "line",
            { id: "delete", label: "Delete", keys: "Del", danger: true, onChoose: () => removeChosen([step.id], false) },
            { id: "deleteReconnecting", label: "Delete and reconnect", keys: "Ctrl+Del", danger: true, onChoose: () => removeChosen([step.id], true) },
        ];
        return entries.filter((entry): entry is StepCommand | "line" => entry !== false);
    };

    const stale = useCallback((step: Step) => (run.ran ? changedSince(graphOf(run.ran).byId.get(step.id)?.module, step.module) : false), [run.ran]);
    const describe = useCallback(
        (step: Step) => {
            const figures = progress?.modules.get(step.id);
            if (!figures) return step.loose ? "not connected" : "";
            return [statusFrom(figures.status)?.text, figuresInWords(figures)].filter(Boolean).join(", ");
        },
        [progress],
    );
    const statusOf = useCallback((id: number) => statusFrom(progress?.modules.get(id)?.status), [progress]);
    const badgeOf = useCallback(
        (step: Step): ReactNode => {
            const figures = progress?.modules.get(step.id);
            if (!figures || figures.operations === undefined) return null;
            const title = titleOf(step.module, lookOf(step.module, catalog));
            return <Bubble figures={figures} unit={options.credits ? "credits" : "operations"} stale={stale(step)} onOpen={() => open(step.id, "output")} name={title} />;
        },
        [progress, options.credits, stale, catalog, open],
    );
    const referencesOf = (step: Step): number[] => {
        const { parameters, mapper, flags } = step.module;
        const used = new Set(textsIn([parameters, mapper, flags]).flatMap(referencedModules));
        return visibleTo(graph, step.id).map((before) => before.id).filter((id) => used.has(id));
    };
    const bundleFor = (id: number): string => {
        const step = graph.byId.get(id);
        if (!step) return "{}";
        const bundle = referencesOf(step).map((other) => {
            const source = graph.byId.get(other);
            const known = run.samples.get(other);
            const empty = source ? Object.fromEntries(sourceFields(source.module, catalog, undefined).filter((field) => field.depth === 0).map((field) => [field.path[0], ""])) : {};
            return [String(other), known ?? empty] as const;
        });
        return JSON.stringify(Object.fromEntries(bundle), null, 2);
    };
    const inputFor = (id: number): string => {
        const kept = localStorage.getItem(`builder.input.${scenario.id}`);
        const known = run.samples.get(id);
        const declared = isObject(blueprint["io"]) ? blueprint["io"]["input_spec"] : undefined;
        const fields = Array.isArray(declared) && declared.length > 0 ? (declared as FieldSpec[]) : graph.byId.get(id)?.module.metadata?.interface;
        return kept ?? (known ? JSON.stringify(known, null, 2) : inputTemplate(fields));
    };

    const context: Building = {
        scenarioId: scenario.id, teamId: scenario.teamId, blueprint, graph, catalog, functions: functions.data ?? [], samples: run.samples, change,
        select: (id, tab) => open(id, tab, true),
    };
    const showPanel = panel !== null && chosen !== undefined;
    const showOutline = narrow ? listed : options.outline;
    const showCanvas = !narrow || !listed;
    const runId = progress?.runId ?? run.sampleRun;
    return (
        <BuildingProvider value={context}>
            <div className="builder" ref={root} data-testid="builder">
                <h1 className="hidden-text">{name}</h1>
                <TopBar
                    scenarioId={scenario.id}
                    name={name}
                    onName={(next) => change((now) => edit.renameScenario(now, next))}
                    options={options}
                    onOptions={changeOptions}
                    dirty={dirty}
                    saving={saving.busy}
                    running={going}
                    canRun={opening !== null}
                    canUndo={editor.canUndo}
                    canRedo={editor.canRedo}
                    estimate={opening ? estimate.data : undefined}
                    onUndo={editor.undo}
                    onRedo={editor.redo}
                    onTidyUp={tidy}
                    onSave={() => void save()}
                    onRun={runOnce}
                    onHelp={() => setAsking({ kind: "help" })}
                />
                <SaveNotes saving={saving} onShow={(path) => {
                    const found = moduleAt(blueprint, path);
                    if (found) open(found.id, "settings", true);
                }} />
                <div className="builder-main" data-outline={showOutline || undefined} data-narrow={narrow || undefined}>
                    {narrow && (
                        <div className="builder-switch">
                            <Button small aria-pressed={listed} onClick={() => setListed(!listed)}>
                                {listed ? "Show the canvas" : "Show the list of steps"}
                            </Button>
                        </div>
                    )}
                    {showOutline && (
                        <Outline
                            graph={graph}
                            catalog={catalog}
                            selected={selected}
                            describe={describe}
                            badgeOf={badgeOf}
                            onOpen={(id) => open(id, undefined, true)}
                            onAddAfter={(id) => ask({ kind: "after", id })}
                            onAddFirst={() => ask({ kind: "first" })}
                        />
                    )}
                    <div className="builder-canvas">
                        {showCanvas && (
                            <Canvas
                                ref={canvas}
                                graph={graph}
                                catalog={catalog}
                                label={`Canvas: ${name}`}
                                selected={selected}
                                onSelect={(ids) => {
                                    setSelected(ids);
                                    if (ids.length !== 1) setPanel(null);
                                }}
                                onOpen={(id, byKey) => open(id, undefined, byKey)}
                                describe={describe}
                                statusOf={statusOf}
                                badgeOf={badgeOf}
                                edit={canvasEdit}
                                ownsWheel
                                inset={showPanel && !narrow ? panelWidth : 0}
                                fitKey="opened"
                            >
                                {graph.steps.length === 0 && (
                                    <div className="canvas-empty">
                                        <button type="button" className="add-first" onClick={() => ask({ kind: "first" })}>
                                            <span className="add-first-circle">
                                                <PlusMark />
                                            </span>
                                            Add the first module
                                        </button>
                                        <p className="note">
                                            Usually one that starts a run, such as a webhook. Press <kbd>N</kbd>, or <kbd>?</kbd> for all keys.
                                        </p>
                                    </div>
                                )}
                            </Canvas>
                        )}
                        {progress && <RunBar progress={progress} scenarioId={scenario.id} moduleName={title} onShow={(id) => open(id, "output")} onClose={run.dismiss} />}
                    </div>
                    {showPanel && chosen && (
                        <ModulePanel
                            step={chosen}
                            tab={panel}
                            onTab={setPanel}
                            onClose={() => {
                                setPanel(null);
                                canvas.current?.focus(chosen.id);
                            }}
                            menu={
                                <IconButton
                                    icon={ellipsis}
                                    label="More about this module"
                                    aria-haspopup="menu"
                                    onClick={(event) => {
                                        const box = event.currentTarget.getBoundingClientRect();
                                        setMenu({ id: chosen.id, at: { x: box.left, y: box.bottom + 4 } });
                                    }}
                                />
                            }
                            runId={runId}
                            operations={progress ? progress.modules.get(chosen.id)?.operations ?? (progress.modules.has(chosen.id) ? 0 : undefined) : run.samples.has(chosen.id) ? 0 : undefined}
                            stale={progress !== null && stale(chosen)}
                            onRunAlone={runsAlone(lookOf(chosen.module, catalog).role) ? () => runAlone(chosen.id) : undefined}
                            renaming={renaming}
                        />
                    )}
                </div>
                <RunAnnouncer progress={progress} />
                <div className="hidden-text" aria-live="polite">
                    {said}
                </div>
                {menu && graph.byId.get(menu.id) && <StepMenu at={menu.at} label={title(menu.id)} commands={stepMenu(graph.byId.get(menu.id) as Step)} onClose={() => setMenu(null)} />}
                {asking?.kind === "add" && (
                    <ModulePicker
                        catalog={catalog}
                        title={graph.steps.length === 0 ? "The first module" : "Add a module"}
                        allows={allowedAt(blueprint, asking.place)}
                        onChoose={(description) => addModule(description, asking.place, asking.at)}
                        onClose={() => setAsking(null)}
                    />
                )}
                {asking?.kind === "connect" && <ConnectDialog from={asking.from} blueprint={blueprint} graph={graph} catalog={catalog} onChoose={(to) => connect(asking.from, to)} onClose={() => setAsking(null)} />}
                {asking?.kind === "help" && <ShortcutsDialog onClose={() => setAsking(null)} />}
                {asking?.kind === "input" && opening && (
                    <JsonDialog
                        title={asking.moduleId === undefined ? "Run once" : "Run this module only"}
                        label="Data of the trigger"
                        explanation={
                            asksForInput(opening.module, catalog.get(opening.module.module)?.role)
                                ? `${title(opening.id)} starts with this data, as if it had just arrived. It is a test, and is counted as one.`
                                : `${unknown.length === 1 ? "One module is" : `${unknown.length} modules are`} not in the library.`
                        }
                        withoutText={!asksForInput(opening.module, catalog.get(opening.module.module)?.role)}
                        initial={inputFor(opening.id)}
                        action={asking.moduleId === undefined ? "Run once" : "Run this module only"}
                        choice={unknown.length > 0 ? { label: `Let stand-ins answer for what is not in the library (${unknown.map((step) => step.id).join(", ")})`, on: true } : undefined}
                        onDone={(value, standIns) => {
                            localStorage.setItem(`builder.input.${scenario.id}`, JSON.stringify(value, null, 2));
                            void start({ input: value, ...(asking.moduleId === undefined ? {} : { moduleId: asking.moduleId }), ...(standIns ? { standIns } : {}) });
                        }}
                        onClose={() => setAsking(null)}
                    />
                )}
                {asking?.kind === "bundle" && (
                    <JsonDialog
                        title="Run this module only"
                        label="Bundle for the module"
                        explanation={`What the modules before ${title(asking.moduleId)} gave, by their numbers. It stands here as it was in the last run, where there was one.`}
                        initial={bundleFor(asking.moduleId)}
                        action="Run this module only"
                        onDone={(bundle) => void start({ moduleId: asking.moduleId, bundle })}
                        onClose={() => setAsking(null)}
                    />
                )}
                {saving.conflict && (
                    <ConflictDialog
                        word={words.scenario}
                        busy={saving.busy}
                        onReload={() => {
                            saving.dismiss();
                            onReload();
                        }}
                        onKeep={() => void saving.keepOurs(editor.now())}
                        onClose={saving.dismiss}
                    />
                )}
            </div>
        </BuildingProvider>
    );
}

const PlusMark = () => <span dangerouslySetInnerHTML={{ __html: plus }} aria-hidden="true" />;

/** What can be run on bundles given by hand: not what only gathers or splits them. */
function runsAlone(role: string): boolean {
    return !["router", "errorDirective", "arrayAggregator", "textAggregator", "placeholder", "returnOutputs"].includes(role);
}

/** The nearest module that gives many bundles: what a new aggregator most likely gathers from. */
function nearestSource(blueprint: Blueprint, id: number, catalog: ReturnType<typeof useCatalog>): number | undefined {
    const before = visibleTo(graphOf(blueprint), id);
    const giving = before.find((step) => ["iterator", "search"].includes(lookOf(step.module, catalog).role));
    return giving?.id;
}

function focusFirstField(root: HTMLElement | null) {
    const body = root?.querySelector(".panel-body");
    const field = body?.querySelector<HTMLElement>("textarea, input, select") ?? body?.querySelector<HTMLElement>("button");
    (field ?? root?.querySelector<HTMLElement>(".panel-name"))?.focus();
}

function atCard(root: HTMLElement | null, id: number): Point {
    const box = root?.querySelector(`[data-step="${id}"]`)?.getBoundingClientRect();
    return box ? { x: box.left + 20, y: box.bottom - 8 } : { x: 100, y: 100 };
}

/** What came of saving, where it was not just well. */
function SaveNotes({ saving, onShow }: { saving: ReturnType<typeof useSaving>; onShow: (path: string) => void }) {
    const { problem, warnings } = saving;
    const notes = problem ? problem.suberrors.map((error) => ({ path: error.name ?? "", message: error.message })) : warnings;
    if (!problem && warnings.length === 0) return null;
    return (
        <div className={`banner builder-note ${problem ? "banner-bad" : "banner-warn"}`} role={problem ? "alert" : "status"}>
            <div>
                <strong>{problem ? `Not saved: ${problem.message}` : "Saved. Some things will not work as they are:"}</strong>
                <ul>
                    {notes.slice(0, 5).map((note, index) => (
                        <li key={index}>
                            {note.message}{" "}
                            {note.path && (
                                <button type="button" className="link-button" onClick={() => onShow(note.path)}>
                                    Show
                                </button>
                            )}
                        </li>
                    ))}
                    {notes.length > 5 && <li>and {notes.length - 5} more</li>}
                </ul>
            </div>
            <span className="row-end">
                <IconButton icon={x} label="Close this note" small onClick={saving.dismiss} />
            </span>
        </div>
    );
}
