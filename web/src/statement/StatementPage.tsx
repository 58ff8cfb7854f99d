import { useState } from "react";
import { ledger, useAnswer, useLiveReload } from "../api";
import { calendarDay, counted, creditsSigned, dayOf } from "../format";
import { navigate, usePlace } from "../router";
import { useSession } from "../session";
import { Page } from "../shell/Page";
import { ErrorState, FileLink, Pages, Skeleton, SkeletonBlocks } from "../ui";
import { BalancePanel } from "./BalancePanel";
import { EntryTable } from "./EntryTable";
import { addressOf, filterOf, isEmpty, queryOf, type Filter } from "./filter";
import { FilterRow } from "./FilterRow";
import { LotsCard } from "./LotsCard";
import { rangeOf } from "./range";

const size = 50;

/** The ledger as a statement: every grant, purchase, use and lapse, with the balance after it. */
export default function StatementPage() {
    const { organization } = useSession();
    const { search } = usePlace();
    const filter = filterOf(search);
    const query = queryOf(filter);
    const [page, setPage] = useState(0);
    const key = `statement ${organization.id} ${page} ${JSON.stringify(query)}`;
    const answer = useAnswer(key, (signal) => ledger.statement(organization.id, { ...query, limit: size, offset: page * size }, signal));
    useLiveReload(organization.id, answer.reload);
    const change = (next: Filter) => {
        setPage(0);
        navigate(location.pathname + addressOf(next), { replace: true });
    };
    const range = rangeOf(filter.from, filter.to, dayOf(new Date(), organization.timezone));
    const latest = answer.latest;
    return (
        <Page
            title="Statement"
            crumbs={[{ label: "My plan", to: `/org/${organization.id}/subscription` }]}
            actions={
                <FileLink to={ledger.statementFile(organization.id, query)} name="statement.csv">
                    Export CSV
                </FileLink>
            }
        >
            <FilterRow filter={filter} kinds={latest?.kinds} onChange={change} />
            <div className="statement">
                <div className="stack statement-main">
                    <BalancePanel organizationId={organization.id} range={range} />
                    {answer.error && !answer.data && <ErrorState error={answer.error} onRetry={answer.reload} what="The statement" />}
                    {answer.loading && !latest && (
                        <Skeleton>
                            <SkeletonBlocks figures={0} chart={false} />
                        </Skeleton>
                    )}
                    {latest && (
                        <section className="card card-flush" aria-label="Entries">
                            <p className="table-line" data-testid="statement-sum">
                                <span>
                                    {counted(latest.total.count, "entry", "entries")}, together {creditsSigned(latest.total.centicredits)}{" "}
                                    credits, {period(filter)}
                                </span>
                            </p>
                            <EntryTable entries={latest.entries} filtered={!isEmpty(filter)} onClear={() => change(filterOf(""))} />
                            <div className="table-line">
                                <span>Entries are never changed: a mistake is set right by another entry.</span>
                                <Pages page={page} size={size} total={latest.total.count} onChoose={setPage} />
                            </div>
                        </section>
                    )}
                </div>
                <LotsCard organizationId={organization.id} at={filter.at} onAt={(at) => change({ ...filter, at })} />
            </div>
        </Page>
    );
}

function period({ from, to }: Filter): string {
    if (from !== "" && to !== "") return `${calendarDay(from)} – ${calendarDay(to)}`;
    if (from !== "") return `since ${calendarDay(from)}`;
    return to === "" ? "since the beginning" : `until ${calendarDay(to)}`;
}
