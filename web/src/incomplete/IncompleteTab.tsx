import { useState } from "react";
import packageOpen from "lucide/package-open.svg";
import trash from "lucide/trash-2.svg";
import { incompletes as calls, scenarios, useAnswer, useLiveReload, type Incomplete, type Scenario } from "../api";
import { bytes, count, counted, exact } from "../format";
import { navigate, usePlace } from "../router";
import { useModuleNames } from "../run/useModuleNames";
import { settingsOf } from "../scenario/settings";
import { useSession } from "../session";
import { Button, EmptyState, LinkButton, SelectionBar, Shown, SkeletonBlocks, Table, Tabs, Time, useSelection, type Column } from "../ui";
import { useWords } from "../words";
import { retryChosen } from "./actions";
import { DeleteDialog } from "./DeleteDialog";
import { IncompleteMark } from "./IncompleteMark";
import { RetryMenu } from "./RetryMenu";
import { mayDelete, mayRetry, openStates } from "./state";

const pageSize = 100;

/** Bundles that failed and were kept: what is the matter with each, and what can be done. */
export function IncompleteTab({ scenario, changes, onChanged }: { scenario: Scenario; changes: boolean; onChanged: () => void }) {
    const { organization } = useSession();
    const words = useWords();
    const { search } = usePlace();
    const all = new URLSearchParams(search).get("show") === "all";
    const [pages, setPages] = useState(1);
    const [deleting, setDeleting] = useState<Incomplete[]>();
    const key = `incomplete ${scenario.id} ${all} ${pages}`;
    const answer = useAnswer(key, (signal) => calls.list(scenario.id, all ? [] : openStates, { limit: pages * pageSize }, signal));
    const reload = () => (answer.reload(), onChanged());
    useLiveReload(organization.id, answer.reload, (event) => event.scenarioId === scenario.id);
    const blueprint = useAnswer(`blueprint ${scenario.id} ${scenario.version}`, (signal) => scenarios.blueprint(scenario.id, signal));
    const names = useModuleNames(blueprint.data?.blueprint);
    const rows = answer.latest ?? [];
    const selection = useSelection(
        rows,
        (row) => row.id,
        mayDelete,
        (row) => `what failed on ${exact(new Date(row.created))}`,
    );
    const retryable = selection.rows.filter(mayRetry);
    const retry = async (latest: boolean) => {
        const ids = [...retryable].sort((one, other) => one.created.localeCompare(other.created)).map((one) => one.id);
        if (await retryChosen(scenario.id, ids, latest)) selection.clear();
        reload();
    };
    const columns: Column<Incomplete>[] = [
        { id: "state", title: "State", cell: (row) => <Stacked row={row} module={names.get(row.moduleId) ?? row.module} /> },
        {
            id: "reason",
            title: "Reason",
            minor: true,
            cell: (row) => (
                <span className="incomplete-reason ellipsis" title={row.reason}>
                    <span className="note">{row.reasonType}</span> {row.reason}
                </span>
            ),
        },
        { id: "module", title: "Module", minor: true, cell: (row) => names.get(row.moduleId) ?? row.module },
        { id: "created", title: "Created", align: "end", cell: (row) => <Time at={row.created} /> },
        { id: "size", title: "Size", align: "end", minor: true, cell: (row) => bytes(row.size) },
        { id: "attempts", title: "Attempts", align: "end", minor: true, cell: (row) => count(row.attempts) },
        {
            id: "next",
            title: "Next attempt",
            align: "end",
            minor: true,
            cell: (row) => (row.nextAttempt ? <Time at={row.nextAttempt} /> : <span className="muted">{row.state === "resolved" ? "–" : "by hand"}</span>),
        },
        {
            id: "details",
            title: "Details",
            untitled: true,
            align: "end",
            minor: true,
            cell: (row) => (
                <LinkButton small to={`/scenarios/${scenario.id}/incomplete/${row.id}`}>
                    Details
                </LinkButton>
            ),
        },
    ];
    const isKept = blueprint.data ? settingsOf(blueprint.data.blueprint).dlq : true;
    return (
        <>
            <div className="filters">
                <Tabs
                    kind="switch"
                    label="Which are shown"
                    chosen={all ? "all" : "open"}
                    onChoose={(id) => navigate(`${location.pathname}${id === "all" ? "?show=all" : ""}`, { replace: true })}
                    tabs={[
                        { id: "open", label: "Open" },
                        { id: "all", label: "Resolved too" },
                    ]}
                />
                <p className="note filters-note">A bundle that failed, with all that was worked out for it: it goes on where it stopped.</p>
            </div>
            <Shown answer={{ ...answer, data: answer.latest }} what="The incomplete executions" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {() => (
                    <section className="card card-flush">
                        {rows.length === 0 ? (
                            <EmptyState
                                icon={packageOpen}
                                title={all ? "None so far" : "Nothing is left to be done"}
                                {...(isKept || !changes
                                    ? {}
                                    : { action: <LinkButton to={`/scenarios/${scenario.id}/settings`}>Keep them from now on</LinkButton> })}
                            >
                                {isKept
                                    ? "When a bundle fails, it will stand here until it is tried again or deleted."
                                    : `This ${words.scenario} does not keep what fails: a bundle that fails is gone with its run. Its settings can change that.`}
                            </EmptyState>
                        ) : (
                            <Table
                                label="Incomplete executions"
                                testId="incomplete-table"
                                columns={columns}
                                rows={rows}
                                rowKey={(row) => row.id}
                                onOpen={(row) => navigate(`/scenarios/${scenario.id}/incomplete/${row.id}`)}
                                selection={changes ? selection : undefined}
                            />
                        )}
                        {rows.length >= pages * pageSize && (
                            <div className="table-line">
                                <span>The newest {count(rows.length)}</span>
                                <Button small onClick={() => setPages(pages + 1)}>
                                    Show more
                                </Button>
                            </div>
                        )}
                    </section>
                )}
            </Shown>
            {selection.rows.length > 0 && (
                <SelectionBar text={`${counted(selection.rows.length, "incomplete execution", "incomplete executions")} chosen`} onClear={selection.clear}>
                    <Button kind="danger" icon={trash} onClick={() => setDeleting(selection.rows)}>
                        Delete
                    </Button>
                    {retryable.length > 0 && <RetryMenu onRetry={retry} />}
                </SelectionBar>
            )}
            {deleting && (
                <DeleteDialog
                    scenarioId={scenario.id}
                    chosen={deleting}
                    onClose={() => setDeleting(undefined)}
                    onDeleted={() => {
                        setDeleting(undefined);
                        selection.clear();
                        reload();
                    }}
                />
            )}
        </>
    );
}

/** The state and, where there is no room for columns, what else is asked for first. */
function Stacked({ row, module }: { row: Incomplete; module: string }) {
    return (
        <>
            <IncompleteMark state={row.state} />
            <span className="incomplete-stacked narrow-only">
                <span>{row.reason}</span>
                <span className="note">
                    {module}
                    {row.nextAttempt && (
                        <>
                            , next attempt <Time at={row.nextAttempt} />
                        </>
                    )}
                </span>
            </span>
        </>
    );
}
