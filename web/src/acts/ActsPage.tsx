import { useState } from "react";
import filterX from "lucide/funnel-x.svg";
import scroll from "lucide/scroll-text.svg";
import { acts, useAnswer, type Act } from "../api";
import { counted } from "../format";
import { navigate, usePlace } from "../router";
import { useSession } from "../session";
import { Page } from "../shell/Page";
import { Button, DayFields, EmptyState, FileLink, Pages, SelectField, Shown, SkeletonBlocks, Table, Time, type Column } from "../ui";
import { addressOf, filterOf, kindName, queryOf, shippedKinds, type Filter } from "./filter";

const size = 50;

/** Who changed what about plans, prices, roles and money, and when. */
export default function ActsPage() {
    const { organization } = useSession();
    const { search } = usePlace();
    const filter = filterOf(search);
    const query = queryOf(filter);
    const [page, setPage] = useState(0);
    const answer = useAnswer(`acts ${organization.id} ${page} ${JSON.stringify(query)}`, (signal) =>
        acts.list(organization.id, { ...query, limit: size, offset: page * size }, signal),
    );
    const change = (next: Filter) => {
        setPage(0);
        navigate(location.pathname + addressOf(next), { replace: true });
    };
    const filtered = addressOf(filter) !== "";
    const none: Filter = { from: "", to: "", kind: "" };
    return (
        <Page
            title="Log of acts"
            crumbs={[{ label: "Settings", to: `/org/${organization.id}/settings` }]}
            actions={
                <FileLink to={acts.file(organization.id, query)} name="acts.csv">
                    Export CSV
                </FileLink>
            }
        >
            <div className="filters acts-filters" role="search" aria-label="Filter">
                <SelectField label="Kind" value={filter.kind} onChange={(event) => change({ ...filter, kind: event.target.value })}>
                    <option value="">Any</option>
                    {(answer.latest?.kinds ?? shippedKinds).map((kind) => (
                        <option key={kind} value={kind}>
                            {kindName(kind)}
                        </option>
                    ))}
                </SelectField>
                <DayFields from={filter.from} to={filter.to} onChange={(days) => change({ ...filter, ...days })} />
                {filtered && (
                    <Button kind="quiet" icon={filterX} onClick={() => change(none)}>
                        Clear
                    </Button>
                )}
            </div>
            <Shown
                answer={{ ...answer, data: answer.data ?? (answer.error ? undefined : answer.latest) }}
                what="The log of acts"
                skeleton={<SkeletonBlocks figures={0} chart={false} />}
            >
                {(list) => (
                    <section className="card card-flush" aria-label="Acts">
                        {list.acts.length === 0 ? (
                            <EmptyState
                                icon={scroll}
                                title={filtered ? "No act is like that" : "Nothing was done yet"}
                                action={filtered && <Button onClick={() => change(none)}>Clear the filter</Button>}
                            >
                                Purchases, refunds, changes of plans, prices, budgets and roles stand here with who did them.
                            </EmptyState>
                        ) : (
                            <Table label="Log of acts" testId="acts-table" columns={columns} rows={list.acts} rowKey={(act) => act.id} />
                        )}
                        <div className="table-line">
                            <span>
                                {counted(list.total.count, "act", "acts")}
                                {filtered ? " of what is filtered" : " since the beginning"}. Acts can't be changed or deleted.
                            </span>
                            <Pages page={page} size={size} total={list.total.count} onChoose={setPage} />
                        </div>
                    </section>
                )}
            </Shown>
        </Page>
    );
}

const columns: Column<Act>[] = [
    { id: "at", title: "When", cell: (act) => <Time at={act.at} /> },
    { id: "author", title: "Who", cell: (act) => act.author?.name ?? <span className="muted">the program</span> },
    { id: "summary", title: "What", cell: (act) => <span className="acts-summary">{act.summary}</span> },
    { id: "kind", title: "Kind", minor: true, cell: (act) => kindName(act.kind) },
    { id: "subject", title: "About", minor: true, cell: (act) => act.subject ?? "–" },
    { id: "address", title: "From", minor: true, cell: (act) => (act.address ? <code>{act.address}</code> : "–") },
];
