import history from "lucide/history.svg";
import { control, scenarios as calls, useAnswer, useLiveReload, type Scenario } from "../api";
import { count, exact } from "../format";
import { navigate, usePlace } from "../router";
import { useSession } from "../session";
import {
    Button,
    EmptyState,
    ErrorState,
    Skeleton,
    SkeletonBlocks,
    Table,
    useSelection,
} from "../ui";
import { useArrivals } from "../usage/useArrivals";
import { Waiting } from "../usage/Waiting";
import { HistoryFilters } from "./HistoryFilters";
import { historyFilterOf, isFiltered, runFilterOf } from "./historyFilter";
import { ReplayChosen } from "./ReplayChosen";
import { runColumns } from "./runColumns";
import { RunSearch } from "./RunSearch";
import { pageSize, useOlder } from "./useOlder";

/** G2: individual runs with their credits; Details opens one. */
export function HistoryTab({ scenario, changes }: { scenario: Scenario; changes: boolean }) {
    const { organization } = useSession();
    const { search } = usePlace();
    const query = new URLSearchParams(search);
    const filter = historyFilterOf(query);
    const runFilter = runFilterOf(filter, organization.timezone);
    const text = query.get("text") ?? "";
    const searching = text.length >= 2;
    const hideChecks = query.get("checks") !== "shown";
    const asked = { limit: pageSize, showCheckRuns: !hideChecks, ...runFilter };
    const key = `history ${scenario.id} ${hideChecks} ${JSON.stringify(runFilter)}`;
    const answer = useAnswer(key, (signal) => calls.logs(scenario.id, asked, signal));
    useLiveReload(organization.id, answer.reload, (event) => event.scenarioId === scenario.id);
    const { rows: newest, waiting, isFresh, show } = useArrivals(key, answer.data, true);
    const older = useOlder(key, scenario.id, asked);
    const known = new Set(newest.map((row) => row.id));
    const rows = [...newest, ...older.rows.filter((row) => !known.has(row.id))];

    const put = (values: Record<string, string>) => {
        const next = new URLSearchParams(location.search);
        for (const [name, value] of Object.entries(values)) value === "" ? next.delete(name) : next.set(name, value);
        navigate(`${location.pathname}${next.toString() === "" ? "" : `?${next}`}`, { replace: true });
    };
    const filtered = isFiltered(filter);
    const selection = useSelection(
        rows,
        (row) => row.id,
        (row) => row.replayable === true && !row.checkRun,
        (row) => `the run ${row.executionName ?? `of ${exact(new Date(row.timestamp))}`}`,
    );
    const more = rows.length >= pageSize && !older.ended;
    return (
        <>
            <HistoryFilters
                filter={filter}
                text={text}
                hideChecks={hideChecks}
                file={{ to: control.historyFile(scenario.id, { ...runFilter }), name: `runs-of-${scenario.id}.csv` }}
                onPut={put}
            />
            {searching && <RunSearch scenario={scenario} text={text} filter={runFilter} />}
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
                        <EmptyState icon={history} title={filtered ? "No run is like that" : "No runs yet"}>
                            {!filtered ? (
                                <>
                                    Each run will stand here with its status and its credits. Press <em>Run once</em> for the first.
                                </>
                            ) : (
                                "No run that is kept fits all that is asked for."
                            )}
                        </EmptyState>
                    ) : (
                        <Table
                            label="Runs"
                            testId="history-table"
                            remember="history"
                            columns={runColumns(scenario.id, rows)}
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
