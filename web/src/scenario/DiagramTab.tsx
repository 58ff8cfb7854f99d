import { lazy, Suspense, useRef, useState } from "react";
import history from "lucide/history.svg";
import pencil from "lucide/pencil.svg";
import { scenarios as calls, useAnswer, useLiveReload, type Consumption, type LogEntry, type Scenario } from "../api";
import { DayChart } from "../charts/DayChart";
import { bytes, calendarDay, count, counted, credits, creditsInWords, dayOf } from "../format";
import { Link, navigate } from "../router";
import { StatusMark } from "../run/StatusMark";
import { originName } from "../run/status";
import { useSession } from "../session";
import { Button, Coin, CreditAmount, EmptyState, LinkButton, Shown, Skeleton, Table, Tabs, Time, type Column } from "../ui";
import { useWords } from "../words";
import { periodDays } from "./days";
import { hasMeaning } from "./target";

const Diagram = lazy(() => import("../diagram/Diagram").then((part) => ({ default: part.Diagram })));

type Unit = "credits" | "operations";

/** G1: what it used in the period, the diagram with each module's share, and the last runs. */
export function DiagramTab({ scenario, changes }: { scenario: Scenario; changes: boolean }) {
    const { organization } = useSession();
    const consumption = useAnswer(`consumption ${scenario.id}`, (signal) => calls.consumption(scenario.id, signal));
    const blueprint = useAnswer(`blueprint ${scenario.id} ${scenario.version}`, (signal) => calls.blueprint(scenario.id, signal));
    const logs = useAnswer(`last runs ${scenario.id}`, (signal) => calls.logs(scenario.id, { limit: 12 }, signal));
    const [unit, setUnit] = useState<Unit>("credits");
    const [chosen, setChosen] = useState<number>();
    const pressed = useRef({ x: 0, y: 0 });
    const reload = () => {
        consumption.reload();
        logs.reload();
    };
    useLiveReload(organization.id, reload, (event) => event.scenarioId === scenario.id);
    return (
        <div className="scenario-columns">
            <div className="stack scenario-main">
                <section
                    className="card card-flush scenario-diagram"
                    aria-label="Diagram"
                    // The canvas is the way into the builder; modules and buttons on it keep their own meaning, and a drag only moves it.
                    onPointerDown={(event) => (pressed.current = { x: event.clientX, y: event.clientY })}
                    onClick={(event) => {
                        const moved = Math.hypot(event.clientX - pressed.current.x, event.clientY - pressed.current.y) > 4;
                        if (changes && !moved && !hasMeaning(event.target)) navigate(`/scenarios/${scenario.id}/edit`);
                    }}
                >
                    <div className="scenario-diagram-tools row">
                        <Tabs
                            kind="switch"
                            label="Figures on the modules"
                            chosen={unit}
                            onChoose={(id) => setUnit(id as Unit)}
                            tabs={[
                                { id: "credits", label: "Credits" },
                                { id: "operations", label: "Operations" },
                            ]}
                        />
                        {changes && (
                            <LinkButton small kind="quiet" icon={pencil} to={`/scenarios/${scenario.id}/edit`}>
                                Open in the builder
                            </LinkButton>
                        )}
                    </div>
                    <div className="diagram-room">
                        <Shown answer={blueprint} what="The diagram">
                            {({ blueprint: drawn }) => (
                                <Suspense fallback={<Skeleton />}>
                                    <Diagram
                                        blueprint={drawn}
                                        mode="share"
                                        unit={unit}
                                        modules={(consumption.data?.modules ?? []).map((module) => ({
                                            moduleId: module.moduleId,
                                            credits: module.centicredits,
                                            operations: module.operations,
                                            share: module.share,
                                        }))}
                                        {...(chosen === undefined ? {} : { selected: chosen })}
                                        onSelect={setChosen}
                                    />
                                </Suspense>
                            )}
                        </Shown>
                    </div>
                </section>
                <Shown answer={consumption} what="The usage">
                    {(usage) => <Usage usage={usage} chosen={chosen} />}
                </Shown>
            </div>
            <LastRuns scenario={scenario} logs={logs.data} />
        </div>
    );
}

function Usage({ usage, chosen }: { usage: Consumption; chosen: number | undefined }) {
    const words = useWords();
    const [table, setTable] = useState(false);
    const days = periodDays(usage);
    const known = new Map(usage.days.map((day) => [day.date, day]));
    const describe = (position: number) => {
        const day = days[position];
        return day ? `${calendarDay(day.date, undefined, "long")}: ${creditsInWords(day.value ?? 0)}` : "";
    };
    return (
        <section className="card" aria-labelledby="scenario-usage">
            <div className="card-header">
                <h2 id="scenario-usage">{words.Scenario} usage</h2>
                <span className="note">
                    since {calendarDay(dayOf(new Date(usage.period.start), usage.period.zone))}, days in {usage.period.zone}
                </span>
            </div>
            <p className="subscription-figure tabular">
                <Coin size={20} /> <strong data-testid="scenario-total">{credits(usage.centicredits)}</strong>
                <span className="muted">
                    credits in {counted(usage.runs, "run", "runs")}, {counted(usage.operations, "operation", "operations")},{" "}
                    {bytes(usage.transfer)} transferred
                </span>
            </p>
            <DayChart
                label="Credits per day"
                height={180}
                days={days}
                describe={describe}
                hint={(position) => {
                    const day = known.get(days[position]?.date ?? "");
                    return (
                        <>
                            <h3>{calendarDay(days[position]?.date ?? "", undefined, "long")}</h3>
                            <dl className="facts">
                                <dt>Credits</dt>
                                <dd>{credits(day?.centicredits ?? 0)}</dd>
                                <dt>Runs</dt>
                                <dd>{count(day?.runs ?? 0)}</dd>
                                <dt>Operations</dt>
                                <dd>{count(day?.operations ?? 0)}</dd>
                                <dt>Data transfer</dt>
                                <dd>{bytes(day?.transfer ?? 0)}</dd>
                            </dl>
                        </>
                    );
                }}
            />
            <div className="legend">
                <span>{chosen !== undefined && <ChosenModule usage={usage} moduleId={chosen} />}</span>
                <Button kind="quiet" small className="row-end" aria-expanded={table} onClick={() => setTable(!table)}>
                    {table ? "Hide the tables" : "Show as tables"}
                </Button>
            </div>
            {table && <Tables usage={usage} />}
        </section>
    );
}

function ChosenModule({ usage, moduleId }: { usage: Consumption; moduleId: number }) {
    const module = usage.modules.find((one) => one.moduleId === moduleId);
    if (!module) return <>Module {moduleId} used nothing in this period.</>;
    return (
        <>
            Module {moduleId}, {module.module}: <CreditAmount value={module.centicredits} size={11} /> in{" "}
            {counted(module.operations, "operation", "operations")}
        </>
    );
}

function Tables({ usage }: { usage: Consumption }) {
    const days: Column<Consumption["days"][number]>[] = [
        { id: "date", title: "Day", cell: (day) => calendarDay(day.date), foot: "Sum" },
        { id: "centicredits", title: "Credits", align: "end", cell: (day) => credits(day.centicredits), foot: credits(usage.centicredits) },
        { id: "operations", title: "Operations", align: "end", cell: (day) => count(day.operations), foot: count(usage.operations) },
        { id: "transfer", title: "Data transfer", align: "end", cell: (day) => bytes(day.transfer), foot: bytes(usage.transfer) },
        { id: "runs", title: "Runs", align: "end", cell: (day) => count(day.runs), foot: count(usage.runs) },
    ];
    const modules: Column<Consumption["modules"][number]>[] = [
        { id: "module", title: "Module", cell: (module) => `${module.moduleId} · ${module.module}` },
        { id: "centicredits", title: "Credits", align: "end", cell: (module) => credits(module.centicredits) },
        { id: "operations", title: "Operations", align: "end", cell: (module) => count(module.operations) },
        { id: "transfer", title: "Data transfer", align: "end", cell: (module) => bytes(module.transfer) },
        { id: "errors", title: "Errors", align: "end", cell: (module) => count(module.errors) },
    ];
    return (
        <div className="panel-table">
            <Table
                label="Usage per module"
                columns={modules}
                rows={usage.modules}
                rowKey={(module) => module.moduleId}
                testId="scenario-modules"
            />
            <Table
                label="Usage per day"
                columns={days}
                rows={[...usage.days].reverse()}
                rowKey={(day) => day.date}
                testId="scenario-days"
            />
        </div>
    );
}

/** The individual runs beside the diagram; each leads to its details. */
function LastRuns({ scenario, logs }: { scenario: Scenario; logs: LogEntry[] | undefined }) {
    return (
        <section className="card last-runs" aria-labelledby="last-runs" data-testid="last-runs">
            <div className="card-header">
                <h2 id="last-runs">Last runs</h2>
                <Link className="row-end" to={`/scenarios/${scenario.id}/history`}>
                    All
                </Link>
            </div>
            {logs?.length === 0 && (
                <EmptyState icon={history} title="No runs yet">
                    Press <em>Run once</em> to see what it uses.
                </EmptyState>
            )}
            <ol>
                {logs?.map((entry) => (
                    <li key={entry.id}>
                        <Link to={`/scenarios/${scenario.id}/history/${entry.id}`} className="last-run">
                            <StatusMark state={entry.state} />
                            <CreditAmount value={entry.centicredits} />
                            <span className="note ellipsis">{entry.executionName ?? originName(entry.origin)}</span>
                            <span className="note last-run-time">
                                <Time at={entry.timestamp} />
                            </span>
                        </Link>
                    </li>
                ))}
            </ol>
        </section>
    );
}
