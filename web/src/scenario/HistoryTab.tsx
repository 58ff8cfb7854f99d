import history from "lucide/history.svg";
import { control, scenarios as calls, useAnswer, useLiveReload, type Scenario } from "../api";
import { count, exact } from "../format";
import { navigate, usePlace } from "../router";
import { useSession } from "../session";
import {
    Button,
    EmptyState,
    ErrorState,
    FileLink,
    SearchField,
    SelectField,
    Skeleton,
    SkeletonBlocks,
    Switch,
    Table,
    useSelection,
} from "../ui";
import { useArrivals } from "../usage/useArrivals";
import { Waiting } from "../usage/Waiting";
import { ReplayChosen } from "./ReplayChosen";
import { runColumns } from "./runColumns";
import { RunSearch } from "./RunSearch";
import { pageSize, useOlder } from "./useOlder";

/** G2: individual runs with their credits; Details opens one. */
export function HistoryTab({ scenario, changes }: { scenario: Scenario; changes: boolean }) {
    const { organization } = useSession();
    const { search } = usePlace();
    const query = new URLSearchParams(search);
    const status = query.get("status") ?? "";
    const name = query.get("name") ?? "";
    const text = query.get("text") ?? "";
    const searching = text.length >= 2;
    const hideChecks = query.get("checks") !== "shown";
    const filter = { ...(status === "" ? {} : { status: Number(status) }), ...(name === "" ? {} : { executionName: name }) };
    const asked = { limit: pageSize, showCheckRuns: !hideChecks, ...filter };
    const key = `history ${scenario.id} ${status} ${hideChecks} ${name}`;
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
    const isFiltered = status !== "" || name !== "";
    const selection = useSelection(
        rows,
        (row) => row.id,
        (row) => row.replayable === true && !row.checkRun,
        (row) => `the run ${row.executionName ?? `of ${exact(new Date(row.timestamp))}`}`,
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
                <SearchField short label="Name of the run" value={name} onSearch={(next) => put("name", next)} />
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
                        to={control.historyFile(scenario.id, filter)}
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
                        <EmptyState icon={history} title={isFiltered ? "No run is like that" : "No runs yet"}>
                            {!isFiltered ? (
                                <>
                                    Each run will stand here with its status and its credits. Press <em>Run once</em> for the first.
                                </>
                            ) : (
                                "Nothing that is kept fits the status and the name."
                            )}
                        </EmptyState>
                    ) : (
                        <Table
                            label="Runs"
                            testId="history-table"
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
