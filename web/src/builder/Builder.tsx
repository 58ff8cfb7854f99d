import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import ellipsis from "lucide/ellipsis.svg";
import plus from "lucide/plus.svg";
import { ApiError, reasonOf, building as buildingCalls, useAnswer, type Scenario } from "../api";
import type { Blueprint } from "../canvas/blueprint";
import { Canvas, type CanvasEdit, type CanvasHandle } from "../canvas/Canvas";
import * as edit from "../canvas/edit";
import type { Point } from "../canvas/geometry";
import { firstStep, graphOf, type Step } from "../canvas/graph";
import { lookOf, titleOf } from "../canvas/look";
import { moduleAt } from "../canvas/moduleAt";
import { statusFrom } from "../canvas/StatusMark";
import { useCatalog } from "../canvas/useCatalog";
import { Bubble } from "../diagram/Bubble";
import { figuresInWords } from "../diagram/figures";
import { useLeaveGuard } from "../router";
import { useSession } from "../session";
import { Button, IconButton } from "../ui/Button";
import { toast } from "../ui/Toast";
import { useTitle, useWords } from "../words";
import { Asked, type Asking } from "./Asked";
import { BuildingProvider, type Building, type PanelTab } from "./building";
import { keepCanvasOptions, readCanvasOptions, type CanvasOptions } from "./canvasOptions";
import { changedSince, moduleAsked } from "./commands";
import { ConflictDialog } from "./dialogs";
import { withIterated } from "./mapping/iterated";
import { Outline } from "./Outline";
import { atCard, focusFirstField } from "./panel/focus";
import { ModulePanel } from "./panel/ModulePanel";
import { perform, type CommandContext } from "./perform";
import { runsAlone } from "./run/alone";
import { asksForInput } from "./run/input";
import { ended } from "./run/progress";
import { RunAnnouncer, RunBar } from "./run/RunBar";
import { usedBy } from "./run/RunDialogs";
import { useRun, type RunRequest } from "./run/useRun";
import { SaveNotes } from "./SaveNotes";
import { stepCommands, type StepActions } from "./stepCommands";
import { StepMenu } from "./StepMenu";
import { Strip } from "./Strip";
import { TopBar } from "./TopBar";
import { useCommands } from "./useCommands";
import { useEditing } from "./useEditing";
import { useEditor } from "./useEditor";
import { useEstimate } from "./useEstimate";
import { useLacks } from "./useLacks";
import { useNarrow } from "./useNarrow";
import { useSaving } from "./useSaving";

interface BuilderProps {
    scenario: Scenario;
    blueprint: Blueprint;
    version: number;
    onReload: () => void;
}

const panelWidth = 420;

export function Builder({ scenario, blueprint: first, version, onReload }: BuilderProps) {
    const words = useWords();
    const { organization } = useSession();
    const catalog = useCatalog();
    const editor = useEditor(first);
    const saving = useSaving(scenario.id, first, version);
    const run = useRun(scenario.id, organization.id);
    const functions = useAnswer("functions", (signal) => buildingCalls.functions(signal));
    const [options, setOptions] = useState<CanvasOptions>(readCanvasOptions);
    const [asked] = useState(() => moduleAsked(location.search, first));
    const [selected, setSelected] = useState<number[]>(asked === undefined ? [] : [asked]);
    const [panel, setPanel] = useState<PanelTab | null>(asked === undefined ? null : "settings");
    const [asking, setAsking] = useState<Asking | null>(null);
    const [menu, setMenu] = useState<{ id: number; at: Point } | null>(null);
    const [renaming, setRenaming] = useState(0);
    const [listed, setListed] = useState(true);
    const [said, setSaid] = useState("");
    const canvas = useRef<CanvasHandle>(null);
    const root = useRef<HTMLDivElement>(null);
    const narrow = useNarrow();

    const { blueprint, change } = editor;
    const graph = graphOf(blueprint);
    const samples = useMemo(() => withIterated(run.samples, graph, catalog), [run.samples, graph, catalog]);
    const dirty = blueprint !== saving.saved;
    const { estimate, outdated } = useEstimate(scenario.id, saving.version, blueprint, dirty);
    const { needOf, lacking, onMade } = useLacks(scenario.teamId, graph, catalog);
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

    // A search leads to a module, wherever it stands.
    useEffect(() => {
        if (asked !== undefined) canvas.current?.focus(asked);
    }, [asked]);

    // What was undone or taken away can't stay chosen.
    useEffect(() => {
        if (selected.some((id) => !graph.byId.has(id))) setSelected(selected.filter((id) => graph.byId.has(id)));
    }, [graph, selected]);

    const open = useCallback((id: number, tab?: PanelTab, withFocus = false) => {
        const show = () => {
            setSelected([id]);
            setPanel((now) => tab ?? now ?? "settings");
        };
        if (!withFocus) return show();
        // Drawn at once: whoever goes on typing means the field that opens.
        flushSync(show);
        focusFirstField(root.current);
    }, []);

    const choose = (ids: number[], opened: boolean) => {
        setSelected(ids);
        setPanel(opened ? "settings" : null);
    };
    const editing = useEditing({ editor, catalog, canvas, choose, say: setSaid, done: () => setAsking(null) });
    const ask = (place: edit.Place, at?: Point) => setAsking({ kind: "add", place, at });
    const rename = (id: number) => {
        open(id);
        setRenaming((count) => count + 1);
    };

    const canvasEdit: CanvasEdit = {
        onMove: (places) => change((now) => edit.move(now, places)),
        onAddAfter: (id, at) => ask({ kind: "after", id }, at),
        onAddBetween: (link) => ask({ kind: "before", id: link.to }),
        onConnect: editing.connect,
        onFilter: (link) => open(link.to, "filter", true),
        onMenu: (id, at) => {
            setSelected([id]);
            setMenu({ id, at });
        },
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
    const startWith = (request: RunRequest) => void start(request);
    const going = run.starting || (progress !== null && !ended(progress.state));
    const opening = firstStep(blueprint);
    const unknown = catalog.size === 0 ? [] : graph.steps.filter((step) => !step.loose && !catalog.has(step.module.module));
    const runOnce = () => {
        if (going || !opening) return;
        if (asksForInput(opening.module, catalog.get(opening.module.module)?.role) || unknown.length > 0)
            setAsking({ kind: "input", alone: false });
        else void start({});
    };
    const runAlone = (id: number) => {
        const step = graph.byId.get(id);
        if (!step || going) return;
        if (asksForInput(step.module, catalog.get(step.module.module)?.role)) return setAsking({ kind: "input", alone: true });
        if (usedBy(step, graph).length > 0) return setAsking({ kind: "bundle", step });
        void start({ moduleId: id, bundle: {} });
    };

    const giveUp = () => {
        const inPanel = document.activeElement?.closest(".panel");
        if (inPanel && chosen) canvas.current?.focus(chosen.id);
        else if (panel !== null) {
            setPanel(null);
            if (chosen) canvas.current?.focus(chosen.id);
        } else if (selected.length > 0) {
            setSelected([]);
            canvas.current?.rest();
        } else return false;
        return true;
    };
    const context: CommandContext = {
        selected,
        all: graph.steps.map((step) => step.id),
        editor,
        editing,
        ask,
        open: (id) => open(id, undefined, true),
        rename,
        connectFrom: (id) => setAsking({ kind: "connect", from: id }),
        showMenu: (id) => setMenu({ id, at: atCard(root.current, id) }),
        select: (ids) => choose([...ids], false),
        run: runOnce,
        save: () => void save(),
        help: () => setAsking({ kind: "help" }),
        giveUp,
    };
    useCommands(root, (command) => perform(command, context), asking === null && menu === null && !saving.conflict);

    const actions: StepActions = {
        ask,
        connectFrom: context.connectFrom,
        disconnect: (id) => change((now) => edit.disconnect(now, id)),
        makeFirst: (id) => change((now) => edit.makeFirst(now, id)),
        rename,
        filter: (id) => open(id, "filter", true),
        runAlone,
        duplicate: (id) => editing.duplicate([id]),
        copy: (id) => editing.copy([id]),
        switchRoute: (step, on) => change((now) => edit.switchRoute(now, step.chain, on)),
        remove: (id, reconnect) => editing.remove([id], reconnect),
    };

    const stale = useCallback(
        (step: Step) => (run.ran ? changedSince(graphOf(run.ran).byId.get(step.id)?.module, step.module) : false),
        [run.ran],
    );
    const describe = useCallback(
        (step: Step) => {
            const figures = progress?.modules.get(step.id);
            const need = needOf(step);
            const state = figures ? [statusFrom(figures.status)?.text, figuresInWords(figures)] : [step.loose ? "not connected" : ""];
            return [...state, need ? `needs ${need}` : ""].filter(Boolean).join(", ");
        },
        [progress, needOf],
    );
    const statusOf = useCallback((id: number) => statusFrom(progress?.modules.get(id)?.status), [progress]);
    const badgeOf = useCallback(
        (step: Step): ReactNode => {
            const figures = progress?.modules.get(step.id);
            if (!figures || figures.operations === undefined) return null;
            const title = titleOf(step.module, lookOf(step.module, catalog));
            return (
                <Bubble
                    figures={figures}
                    unit={options.credits ? "credits" : "operations"}
                    stale={stale(step)}
                    onOpen={() => open(step.id, "output")}
                    name={title}
                />
            );
        },
        [progress, options.credits, stale, catalog, open],
    );
    const building: Building = {
        scenarioId: scenario.id,
        teamId: scenario.teamId,
        hookId: (saving.scenario ?? scenario).hookId,
        onMade,
        blueprint,
        graph,
        catalog,
        functions: functions.data ?? [],
        samples,
        change,
        select: (id, tab) => open(id, tab, true),
    };
    const showPanel = panel !== null && chosen !== undefined;
    const showOutline = narrow ? listed : options.outline;
    const showCanvas = !narrow || !listed;
    const runId = progress?.runId ?? run.sampleRun;
    const menuStep = menu ? graph.byId.get(menu.id) : undefined;
    return (
        <BuildingProvider value={building}>
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
                    estimate={opening ? estimate : undefined}
                    outdated={outdated}
                    lacking={lacking.length}
                    onLacking={() => {
                        // The next one each time, from the one that is open.
                        const next = lacking[(lacking.findIndex((step) => step.id === chosen?.id) + 1) % lacking.length];
                        if (next) open(next.id, "settings", true);
                    }}
                    onUndo={editor.undo}
                    onRedo={editor.redo}
                    onTidyUp={editing.tidyUp}
                    onSave={() => void save()}
                    onRun={runOnce}
                    onHelp={() => setAsking({ kind: "help" })}
                />
                <SaveNotes
                    saving={saving}
                    onShow={(path) => {
                        const found = moduleAt(blueprint, path);
                        if (found) open(found.id, "settings", true);
                    }}
                />
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
                            needOf={needOf}
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
                                needOf={needOf}
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
                                            Usually one that starts a run, such as a webhook. Press <kbd>N</kbd>, or <kbd>?</kbd> for all
                                            keys.
                                        </p>
                                    </div>
                                )}
                            </Canvas>
                        )}
                        {progress && (
                            <RunBar
                                progress={progress}
                                scenarioId={scenario.id}
                                moduleName={title}
                                onShow={(id) => open(id, "output")}
                                onStop={() => run.stop().catch((error) => toast(`It was not stopped. ${reasonOf(error)}`, { kind: "bad" }))}
                                onClose={run.dismiss}
                            />
                        )}
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
                            operations={
                                progress
                                    ? (progress.modules.get(chosen.id)?.operations ?? (progress.modules.has(chosen.id) ? 0 : undefined))
                                    : samples.has(chosen.id)
                                      ? 0
                                      : undefined
                            }
                            stale={progress !== null && stale(chosen)}
                            onRunAlone={runsAlone(lookOf(chosen.module, catalog).role) ? () => runAlone(chosen.id) : undefined}
                            renaming={renaming}
                        />
                    )}
                </div>
                <Strip scenario={scenario} round={`${saving.version} ${progress && ended(progress.state) ? progress.runId : ""}`} dirty={dirty} />
                <RunAnnouncer progress={progress} />
                <div className="hidden-text" aria-live="polite">
                    {said}
                </div>
                {menu && menuStep && (
                    <StepMenu
                        at={menu.at}
                        label={title(menu.id)}
                        commands={stepCommands(
                            menuStep,
                            lookOf(menuStep.module, catalog).role,
                            graph.incoming.has(menuStep.id),
                            edit.routeOf(blueprint, menuStep.chain),
                            actions,
                        )}
                        onClose={() => setMenu(null)}
                    />
                )}
                {asking && (
                    <Asked
                        asking={asking}
                        blueprint={blueprint}
                        graph={graph}
                        catalog={catalog}
                        editing={editing}
                        opening={opening}
                        unknown={unknown}
                        onStart={startWith}
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
