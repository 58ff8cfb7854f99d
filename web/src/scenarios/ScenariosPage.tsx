import { lazy, Suspense, useState, type DragEvent } from "react";
import play from "lucide/play.svg";
import searchCode from "lucide/text-search.svg";
import upload from "lucide/upload.svg";
import workflow from "lucide/workflow.svg";
import { reasonOf, scenarios as calls, useAnswer, useLiveReload, type Scenario, type ScenarioList } from "../api";
import { Spark } from "../charts/Spark";
import { count, counted, credits } from "../format";
import { Link, navigate, usePlace } from "../router";
import { Page } from "../shell/Page";
import { mayChange, useSession } from "../session";
import {
    Button,
    CreditAmount,
    EmptyState,
    IconButton,
    Shown,
    SkeletonBlocks,
    Switch,
    Table,
    TextField,
    Time,
    toast,
    type Column,
    type Sorting,
} from "../ui";
import { capitalized, useWords } from "../words";
import { ImportDialog } from "./ImportDialog";
import { NewScenario } from "./NewScenario";
import { insideOf, isBlank } from "./inside";
import { named, ordered } from "./order";
import { scheduleWords } from "./schedule";

const InsideSearch = lazy(() => import("./InsideSearch"));

const most = 1000;

/** L1: each with the credits of the running period beside it. */
export function ScenariosPage() {
    const { user, organization, team } = useSession();
    const words = useWords();
    const answer = useAnswer(`scenarios ${organization.id} ${team?.id ?? "all"}`, (signal) =>
        calls.list(team ? { teamId: team.id, limit: most } : { organizationId: organization.id, limit: most }, signal),
    );
    useLiveReload(organization.id, answer.reload);
    const [importing, setImporting] = useState<{ files?: File[] }>();
    const [over, setOver] = useState(false);
    const changes = mayChange(user, organization.id);

    const drop = (event: DragEvent) => {
        setOver(false);
        const files = [...event.dataTransfer.files];
        if (files.length === 0 || !changes) return;
        event.preventDefault();
        setImporting({ files });
    };
    return (
        <div
            className="drop-area"
            data-over={over || undefined}
            onDragOver={(event) => {
                if (!changes || !event.dataTransfer.types.includes("Files")) return;
                event.preventDefault();
                setOver(true);
            }}
            onDragLeave={(event) => {
                if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
            }}
            onDrop={drop}
        >
            <Page
                title={words.Scenarios}
                actions={
                    changes && (
                        <>
                            <NewScenario taken={(answer.data?.scenarios ?? []).map((one) => one.name)} />
                            <Button kind="primary" icon={upload} onClick={() => setImporting({})}>
                                Import
                            </Button>
                        </>
                    )
                }
            >
                <Shown answer={answer} what={`The list of ${words.scenarios}`} skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                    {(list) =>
                        list.scenarios.length === 0 ? (
                            <section className="card">
                                <EmptyState
                                    icon={workflow}
                                    title={`No ${words.scenarios} yet`}
                                    action={
                                        changes && (
                                            <Button kind="primary" icon={upload} onClick={() => setImporting({})}>
                                                Import {words.aScenario}
                                            </Button>
                                        )
                                    }
                                >
                                    {capitalized(words.aScenario)} is a chain of modules that runs by itself. Import one from a file, or begin with an
                                    example; then run it once and see what each module used.
                                </EmptyState>
                            </section>
                        ) : (
                            <List list={list} reload={answer.reload} change={answer.set} changes={changes} />
                        )
                    }
                </Shown>
            </Page>
            {importing && <ImportDialog files={importing.files} onClose={() => setImporting(undefined)} onImported={answer.reload} />}
        </div>
    );
}

interface ListProps {
    list: ScenarioList;
    reload: () => void;
    change: (list: ScenarioList) => void;
    changes: boolean;
}

function List({ list, reload, change, changes }: ListProps) {
    const words = useWords();
    const { search } = usePlace();
    const query = new URLSearchParams(search);
    const sorting: Sorting = { by: query.get("sort") ?? "name", descending: query.get("dir") === "desc" };
    const text = query.get("name") ?? "";
    const inside = insideOf(query);
    const [searching, setSearching] = useState(false);
    const rows = ordered(named(list.scenarios, text), sorting);
    const put = (values: Record<string, string>) => {
        const next = new URLSearchParams(search);
        for (const [name, value] of Object.entries(values)) value === "" ? next.delete(name) : next.set(name, value);
        navigate(`/scenarios${next.toString() === "" ? "" : `?${next}`}`, { replace: true });
    };
    const turn = async (scenario: Scenario, on: boolean) => {
        const with_ = (isActive: boolean) =>
            change({ ...list, scenarios: list.scenarios.map((one) => (one.id === scenario.id ? { ...one, isActive } : one)) });
        with_(on);
        try {
            await (on ? calls.start(scenario.id) : calls.stop(scenario.id));
            reload();
        } catch (error) {
            with_(!on);
            toast(`${scenario.name} could not be turned ${on ? "on" : "off"}. ${reasonOf(error)}`, {
                kind: "bad",
            });
        }
    };
    const run = async (scenario: Scenario) => {
        try {
            const { runId } = await calls.runOnce(scenario.id);
            toast(`${scenario.name} runs.`, { link: { to: `/scenarios/${scenario.id}/history/${runId}`, label: "Watch it" } });
        } catch (error) {
            toast(`${scenario.name} was not started. ${reasonOf(error)}`, { kind: "bad" });
        }
    };
    const sum = rows.reduce((total, scenario) => total + scenario.centicredits, 0);
    const columns: Column<Scenario>[] = [
        {
            id: "isActive",
            title: "On",
            cell: (scenario) => (
                <Switch label={`${scenario.name} on`} on={scenario.isActive} disabled={!changes} onChange={(on) => turn(scenario, on)} />
            ),
        },
        {
            id: "name",
            title: "Name",
            sortable: true,
            cell: (scenario) => (
                <div className="listed-name">
                    <Link to={`/scenarios/${scenario.id}`}>{scenario.name}</Link>
                    {scenario.isinvalid && <span className="chip">needs attention</span>}
                    {scenario.isPaused && <span className="chip">paused for credits</span>}
                    {(scenario.dlqCount ?? 0) > 0 && (
                        <Link className="chip chip-bad" to={`/scenarios/${scenario.id}/incomplete`}>
                            {count(scenario.dlqCount ?? 0)} incomplete
                        </Link>
                    )}
                </div>
            ),
        },
        {
            id: "centicredits",
            title: "Credits this period",
            align: "end",
            sortable: true,
            cell: (scenario) => (
                <span className="scenario-credits">
                    <Spark values={scenario.days} label={`Last 14 days: ${scenario.days.map((day) => credits(day)).join(", ")} credits`} />
                    <CreditAmount value={scenario.centicredits} />
                </span>
            ),
            foot: credits(sum),
        },
        {
            id: "executions",
            title: "Runs",
            align: "end",
            sortable: true,
            minor: true,
            cell: (scenario) => count(scenario.executions),
            foot: count(rows.reduce((total, one) => total + one.executions, 0)),
        },
        {
            id: "errors",
            title: "Errors",
            align: "end",
            sortable: true,
            minor: true,
            cell: (scenario) => <span className={scenario.errors > 0 ? "has-errors" : "muted"}>{count(scenario.errors)}</span>,
            foot: count(rows.reduce((total, one) => total + one.errors, 0)),
        },
        {
            id: "nextExec",
            title: "Next run",
            align: "end",
            sortable: true,
            minor: true,
            cell: (scenario) =>
                scenario.isActive && scenario.nextExec ? (
                    <Time at={scenario.nextExec} />
                ) : (
                    <span className="muted">{scenario.isActive ? scheduleWords(scenario.scheduling) : "off"}</span>
                ),
        },
        {
            id: "owner",
            title: "Owner",
            sortable: true,
            minor: true,
            optional: true,
            cell: (scenario) => scenario.createdByUser?.name ?? <span className="muted">–</span>,
        },
        {
            id: "lastEdit",
            title: "Last edit",
            align: "end",
            sortable: true,
            minor: true,
            optional: true,
            hidden: true,
            cell: (scenario) => <Time at={scenario.lastEdit} />,
        },
        {
            id: "run",
            title: "Run once",
            untitled: true,
            align: "end",
            cell: (scenario) =>
                changes && <IconButton small icon={play} label={`Run ${scenario.name} once`} onClick={() => run(scenario)} />,
        },
    ];
    if (searching || !isBlank(inside))
        return (
            <Suspense fallback={<SkeletonBlocks figures={0} chart={false} />}>
                <InsideSearch
                    inside={inside}
                    onChange={({ text, module, connection }) => {
                        setSearching(true);
                        put({
                            ...(text === undefined ? {} : { inside: text }),
                            ...(module === undefined ? {} : { module }),
                            ...(connection === undefined ? {} : { connection }),
                        });
                    }}
                    onClose={() => {
                        setSearching(false);
                        put({ inside: "", module: "", connection: "" });
                    }}
                />
            </Suspense>
        );
    return (
        <>
            <div className="filters" role="search" aria-label="Filter">
                <TextField label="Name" value={text} onChange={(event) => put({ name: event.target.value })} />
                <Button icon={searchCode} onClick={() => setSearching(true)}>
                    Search inside
                </Button>
                <p className="note filters-note">{counted(rows.length, words.scenario, words.scenarios)}, figures of the running period</p>
            </div>
            <section className="card card-flush">
                <Table
                    label={words.Scenarios}
                    testId="scenarios-table"
                    remember="scenarios"
                    columns={columns}
                    rows={rows}
                    rowKey={(scenario) => scenario.id}
                    sorting={sorting}
                    onSort={({ by, descending }) => put({ sort: by, dir: descending ? "desc" : "asc" })}
                    onOpen={(scenario) => navigate(`/scenarios/${scenario.id}`)}
                    footLabel="Sum"
                />
                {rows.length === 0 && (
                    <EmptyState
                        title={`No ${words.scenario} has that in its name`}
                        action={<Button onClick={() => put({ name: "" })}>Show all</Button>}
                    />
                )}
            </section>
        </>
    );
}
