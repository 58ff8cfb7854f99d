import { useEffect, useState } from "react";
import history from "lucide/history.svg";
import { control, scenarios as calls, useAnswer, useLiveReload, type LogEntry, type Scenario } from "../api";
import { bytes, count, credits, duration, exact } from "../format";
import { navigate, usePlace } from "../router";
import { originName } from "../run/status";
import { StatusMark } from "../run/StatusMark";
import { useSession } from "../session";
import {
    Button,
    CreditAmount,
    EmptyState,
    ErrorState,
    FileLink,
    LinkButton,
    SearchField,
    SelectField,
    Skeleton,
    SkeletonBlocks,
    Switch,
    Table,
    Time,
    toast,
    useSelection,
    type Column,
} from "../ui";
import { useArrivals } from "../usage/useArrivals";
import { Waiting } from "../usage/Waiting";
import { ReplayChosen } from "./ReplayChosen";
import { RunSearch } from "./RunSearch";

const pageSize = 50;

/** G2: individual runs with their credits; Details opens one. */
export function HistoryTab({ scenario, changes }: { scenario: Scenario; changes: boolean }) {
    const { organization } = useSession();
    const { search } = usePlace();
    const query = new URLSearchParams(search);
    const status = query.get("status") ?? "";
    const text = query.get("text") ?? "";
    const searching = text.length >= 2;
    const hideChecks = query.get("checks") !== "shown";
    const asked = { limit: pageSize, showCheckRuns: !hideChecks, ...(status === "" ? {} : { status: Number(status) }) };
    const key = `history ${scenario.id} ${status} ${hideChecks}`;
    const answer = useAnswer(key, (signal) => calls.logs(scenario.id, asked, signal));
    useLiveReload(organization.id, answer.reload, (event) => event.scenarioId === scenario.id);
    const { rows: newest, waiting, isFresh, show } = useArrivals(key, answer.data, true);
    const older = useOlder(key, scenario.id, asked);
    const known = new Set(newest.map((row) => row.id));
    const rows = [...newest, ...older.rows.filter((row) => !known.has(row.id))];

    const put = (name: string, value: string) => {
        const next = new URLSearchParams(search);
        value === "" ? next.delete(name) : next.set(name, value);
        navigate(`${location.pathname}${next.toString() === "" ? "" : `?${next}`}`, { replace: true });
    };
    const columns: Column<LogEntry>[] = [
        { id: "timestamp", title: "Date", cell: (row) => <Time at={row.timestamp} /> },
        { id: "state", title: "Status", cell: (row) => <StatusMark state={row.state} /> },
        { id: "origin", title: "Started by", cell: (row) => originOf(row) },
        { id: "duration", title: "Duration", align: "end", minor: true, cell: (row) => duration(row.duration) },
        {
            id: "operations",
            title: "Operations",
            align: "end",
            minor: true,
            cell: (row) => count(row.operations),
            foot: count(sum(rows, "operations")),
        },
        {
            id: "centicredits",
            title: "Credits",
            align: "end",
            cell: (row) => <CreditAmount value={row.centicredits} />,
            foot: credits(sum(rows, "centicredits")),
        },
        {
            id: "transfer",
            title: "Data transfer",
            align: "end",
            minor: true,
            cell: (row) => bytes(row.transfer),
            foot: bytes(sum(rows, "transfer")),
        },
        {
            id: "details",
            title: "Details",
            untitled: true,
            align: "end",
            cell: (row) => (
                <LinkButton small to={`/scenarios/${scenario.id}/history/${row.id}`}>
                    Details
                </LinkButton>
            ),
        },
    ];
    const selection = useSelection(
        rows,
        (row) => row.id,
        (row) => row.replayable === true && !row.checkRun,
        (row) => `the run of ${exact(new Date(row.timestamp))}`,
    );
    const more = rows.length >= pageSize && !older.ended;
    return (
        <>
            <div className="filters" role="search" aria-label="Filter">
                <SelectField
                    className="filter-status"
                    label="Status"
                    value={status}
                    onChange={(event) => put("status", event.target.value)}
                >
                    <option value="">Any</option>
                    <option value="1">Success</option>
                    <option value="2">Warning</option>
                    <option value="3">Error</option>
                </SelectField>
                <SearchField
                    label="Search in what runs were given and gave"
                    value={text}
                    onSearch={(next) => put("text", next)}
                    {...(text.length === 1 ? { help: "At least two letters." } : {})}
                />
                <div className="filter-switch">
                    <Switch labelled label="Hide check runs" on={hideChecks} onChange={(on) => put("checks", on ? "" : "shown")} />
                </div>
                <div className="filter-file">
                    <FileLink
                        to={control.historyFile(scenario.id, status === "" ? {} : { status: Number(status) })}
                        name={`runs-of-${scenario.id}.csv`}
                    >
                        CSV
                    </FileLink>
                </div>
            </div>
            {searching && <RunSearch scenario={scenario} text={text} />}
            {answer.error && !answer.data && <ErrorState error={answer.error} onRetry={answer.reload} what="The history" />}
            {answer.loading && rows.length === 0 && (
                <Skeleton>
                    <SkeletonBlocks figures={0} chart={false} />
                </Skeleton>
            )}
            {!searching && <Waiting count={waiting} onShow={show} />}
            {answer.data && !searching && (
                <section className="card card-flush">
                    {rows.length === 0 ? (
                        <EmptyState icon={history} title={status === "" ? "No runs yet" : "No run ended like that"}>
                            {status === "" ? (
                                <>
                                    Each run will stand here with its status and its credits. Press <em>Run once</em> for the first.
                                </>
                            ) : (
                                "Choose another status to see other runs."
                            )}
                        </EmptyState>
                    ) : (
                        <Table
                            label="Runs"
                            testId="history-table"
                            columns={columns}
                            rows={rows}
                            rowKey={(row) => row.id}
                            rowClass={(row) => (isFresh(row) ? "table-fresh" : undefined)}
                            onOpen={(row) => navigate(`/scenarios/${scenario.id}/history/${row.id}`)}
                            footLabel="Sum of these runs"
                            selection={changes ? selection : undefined}
                        />
                    )}
                    {more && (
                        <div className="table-line">
                            <span>The last {count(rows.length)} runs</span>
                            <Button small busy={older.busy} onClick={() => older.read(rows[rows.length - 1])}>
                                Show older runs
                            </Button>
                        </div>
                    )}
                </section>
            )}
            {!searching && <ReplayChosen scenarioId={scenario.id} rows={selection.rows} onDone={selection.clear} />}
        </>
    );
}

/** Pages beyond the first one, kept while the filter stays. */
function useOlder(key: string, scenarioId: number, asked: Parameters<typeof calls.logs>[1]) {
    const [rows, setRows] = useState<LogEntry[]>([]);
    const [ended, setEnded] = useState(false);
    const [busy, setBusy] = useState(false);
    useEffect(() => {
        setRows([]);
        setEnded(false);
    }, [key]);
    const read = async (last: LogEntry | undefined) => {
        if (!last) return;
        setBusy(true);
        try {
            const next = await calls.logs(scenarioId, { ...asked, last: last.imtId });
            setRows((before) => [...before, ...next]);
            setEnded(next.length < pageSize);
        } catch (error) {
            toast(`Older runs could not be read. ${error instanceof Error ? error.message : ""}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return { rows, ended, busy, read };
}

function sum(rows: LogEntry[], figure: "operations" | "centicredits" | "transfer"): number {
    return rows.reduce((total, row) => total + row[figure], 0);
}

function originOf(row: LogEntry): string {
    return [originName(row.origin), row.checkRun ? "check run" : "", row.late ? "late" : ""].filter(Boolean).join(", ");
}
