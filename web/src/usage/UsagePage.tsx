import { useState } from "react";
import downloadIcon from "lucide/download.svg";
import receipt from "lucide/receipt-text.svg";
import { ApiError, organizations, useAnswer, useLiveReload, type UsagePage as Answered, type UsageRow } from "../api";
import { bytes, count, counted, credits, duration } from "../format";
import { originName } from "../run/status";
import { StatusMark } from "../run/StatusMark";
import { Link, navigate, usePlace } from "../router";
import { Page } from "../shell/Page";
import { useSession } from "../session";
import {
    Button,
    CreditAmount,
    download,
    EmptyState,
    ErrorState,
    LinkButton,
    Pages,
    Skeleton,
    SkeletonBlocks,
    Table,
    Time,
    toast,
    type Column,
    type Sorting,
} from "../ui";
import { useWords } from "../words";
import { csv } from "./csv";
import { addressOf, filterOf, isEmpty, queryOf, type Filter } from "./filter";
import { FilterRow } from "./FilterRow";
import { Kept } from "./Kept";
import { useArrivals } from "./useArrivals";
import { Waiting } from "./Waiting";

const pageSize = 50;
const exportPage = 500;
const exportMost = 100_000;

/** U1 and U2: one row per run across everything that uses credits; the name leads to that very run. */
export function UsagePage() {
    const { organization } = useSession();
    const words = useWords();
    const { search } = usePlace();
    const filter = filterOf(search);
    const [page, setPage] = useState(0);
    const query = queryOf(filter, organization.timezone);
    const key = `usage ${organization.id} ${page} ${JSON.stringify(query)}`;
    const answer = useAnswer(key, (signal) => organizations.usage(organization.id, { ...query, pageSize, pageIndex: page }, signal));
    useLiveReload(organization.id, answer.reload);
    const { rows, waiting, isFresh, show } = useArrivals(
        key,
        answer.data?.results,
        page === 0 && filter.sort === "timestamp" && filter.descending,
    );
    const [exporting, setExporting] = useState(false);

    const change = (next: Filter) => {
        setPage(0);
        navigate(location.pathname + addressOf(next), { replace: true });
    };
    const save = async () => {
        setExporting(true);
        try {
            const all = await everything(organization.id, (index) => ({ ...query, pageSize: exportPage, pageIndex: index }));
            download("credit-usage.csv", "text/csv;charset=utf-8", csv(all, words.Scenario));
        } catch (error) {
            toast(`The export was not made. ${error instanceof ApiError ? error.message : String(error)}`, { kind: "bad" });
        }
        setExporting(false);
    };
    const latest = answer.latest;
    const total = latest?.total;
    return (
        <Page
            title="Credit usage"
            crumbs={[{ label: "My plan", to: `/org/${organization.id}/subscription` }]}
            actions={
                <Button icon={downloadIcon} busy={exporting} disabled={!total || total.count === 0} onClick={save}>
                    Export CSV
                </Button>
            }
        >
            <FilterRow filter={filter} onChange={change} onClear={() => change(filterOf(""))} />
            {answer.error && !answer.data && <ErrorState error={answer.error} onRetry={answer.reload} what="Credit usage" />}
            {answer.loading && rows.length === 0 && (
                <Skeleton>
                    <SkeletonBlocks figures={0} chart={false} />
                </Skeleton>
            )}
            {total && (
                <>
                    <p className="sum-line" data-testid="usage-sum">
                        <CreditAmount value={total.centicredits} /> in {counted(total.count, "run", "runs")},{" "}
                        {counted(total.operations, "operation", "operations")}, {bytes(total.transfer)} transferred
                        {isEmpty(filter) ? "" : ", of what is filtered"}
                    </p>
                    <Waiting count={waiting} onShow={show} />
                    <section className="card card-flush">
                        {rows.length === 0 ? (
                            <Nothing filtered={!isEmpty(filter)} onClear={() => change(filterOf(""))} />
                        ) : (
                            <UsageTable
                                rows={rows}
                                answered={latest}
                                filter={filter}
                                isFresh={isFresh}
                                onSort={(sorting) =>
                                    change({ ...filter, sort: sorting.by as Filter["sort"], descending: sorting.descending })
                                }
                            />
                        )}
                        <div className="table-line">
                            <Kept days={latest?.retentionDays ?? null} />
                            <Pages page={page} size={pageSize} total={total.count} onChoose={setPage} />
                        </div>
                    </section>
                </>
            )}
        </Page>
    );
}

interface UsageTableProps {
    rows: UsageRow[];
    answered: Answered | undefined;
    filter: Filter;
    isFresh: (row: UsageRow) => boolean;
    onSort: (sorting: Sorting) => void;
}

function UsageTable({ rows, answered, filter, isFresh, onSort }: UsageTableProps) {
    const words = useWords();
    const total = answered?.total;
    const columns: Column<UsageRow>[] = [
        {
            id: "name",
            title: "Name",
            sortable: true,
            cell: (row) => (
                <div className="cell-name">
                    <Link to={`/scenarios/${row.scenarioId}/history/${row.id}`}>{row.scenarioName}</Link>
                    {row.executionName && <span className="muted run-name"> · {row.executionName}</span>}
                    {row.deleted && <span className="muted"> (deleted)</span>}
                </div>
            ),
        },
        { id: "kind", title: "Type", minor: true, cell: (row) => (row.kind === "agent" ? "AI agent" : words.Scenario) },
        {
            id: "centicredits",
            title: "Credits",
            align: "end",
            sortable: true,
            cell: (row) => <CreditAmount value={row.centicredits} />,
            foot: total && credits(total.centicredits),
        },
        {
            id: "transfer",
            title: "Data transfer",
            align: "end",
            sortable: true,
            minor: true,
            cell: (row) => bytes(row.transfer),
            foot: total && bytes(total.transfer),
        },
        { id: "timestamp", title: "Usage recorded", align: "end", sortable: true, cell: (row) => <Time at={row.timestamp} /> },
        { id: "state", title: "Status", optional: true, minor: true, cell: (row) => <StatusMark state={row.state} /> },
        { id: "origin", title: "Origin", optional: true, minor: true, cell: (row) => originName(row.origin) },
        {
            id: "operations",
            title: "Operations",
            align: "end",
            optional: true,
            hidden: true,
            minor: true,
            cell: (row) => count(row.operations),
            foot: total && count(total.operations),
        },
        {
            id: "duration",
            title: "Duration",
            align: "end",
            optional: true,
            hidden: true,
            minor: true,
            cell: (row) => duration(row.duration),
        },
    ];
    return (
        <Table
            label="Credit usage"
            testId="usage-table"
            remember="usage"
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            rowClass={(row) => (isFresh(row) ? "table-fresh" : undefined)}
            sorting={{ by: filter.sort, descending: filter.descending }}
            onSort={onSort}
            footLabel="Sum of what is shown by the filter"
            onOpen={(row) => navigate(`/scenarios/${row.scenarioId}/history/${row.id}`)}
        />
    );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
    const words = useWords();
    if (filtered)
        return (
            <EmptyState icon={receipt} title="No run is like that" action={<Button onClick={onClear}>Clear the filter</Button>}>
                Nothing that is kept fits all parts of the filter.
            </EmptyState>
        );
    return (
        <EmptyState
            icon={receipt}
            title="No usage yet"
            action={
                <LinkButton to="/scenarios" kind="primary">
                    Go to {words.scenarios}
                </LinkButton>
            }
        >
            Each run of {words.aScenario} or an AI agent will stand here as one row with its credits.
        </EmptyState>
    );
}

/** All pages of a query, one after the other. */
async function everything(organizationId: number, query: (page: number) => Parameters<typeof organizations.usage>[1]): Promise<UsageRow[]> {
    const rows: UsageRow[] = [];
    for (let page = 0; rows.length < exportMost; page += 1) {
        const answer = await organizations.usage(organizationId, query(page));
        rows.push(...answer.results);
        if (answer.results.length === 0 || rows.length >= answer.total.count) break;
    }
    return rows;
}
