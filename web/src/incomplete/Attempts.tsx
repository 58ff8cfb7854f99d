import { incompletes as calls, useAnswer, useLiveReload, type Incomplete, type LogEntry } from "../api";
import { duration } from "../format";
import { navigate } from "../router";
import { StatusMark } from "../run/StatusMark";
import { useSession } from "../session";
import { CreditAmount, LinkButton, Shown, SkeletonBlocks, Table, Time, type Column } from "../ui";

/** What was tried so far: runs of their own, in the history too. */
export function Attempts({ one, scenarioId }: { one: Incomplete; scenarioId: number }) {
    const { organization } = useSession();
    const answer = useAnswer(`attempts ${one.id} ${one.attempts} ${one.attemptId ?? ""}`, (signal) => calls.attempts(one.id, signal));
    useLiveReload(organization.id, answer.reload, (event) => event.scenarioId === scenarioId);
    const columns: Column<LogEntry>[] = [
        { id: "timestamp", title: "Date", cell: (row) => <Time at={row.timestamp} /> },
        { id: "state", title: "Status", cell: (row) => <StatusMark state={row.state} /> },
        { id: "type", title: "Started", minor: true, cell: (row) => (row.type === "manual" ? "by hand" : "by itself") },
        { id: "duration", title: "Duration", align: "end", minor: true, cell: (row) => duration(row.duration) },
        { id: "credits", title: "Credits", align: "end", cell: (row) => <CreditAmount value={row.centicredits} /> },
        {
            id: "details",
            title: "Details",
            untitled: true,
            align: "end",
            cell: (row) => (
                <LinkButton small to={`/scenarios/${scenarioId}/history/${row.id}`}>
                    Details
                </LinkButton>
            ),
        },
    ];
    return (
        <section className="card card-flush" aria-labelledby="attempts">
            <div className="card-header">
                <h2 id="attempts">Attempts</h2>
            </div>
            <Shown answer={{ ...answer, data: answer.latest }} what="The attempts" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(rows) =>
                    rows.length === 0 ? (
                        <p className="muted attempts-none">It has not been tried again yet.</p>
                    ) : (
                        <Table
                            label="Attempts"
                            testId="attempts-table"
                            columns={columns}
                            rows={rows}
                            rowKey={(row) => row.id}
                            onOpen={(row) => navigate(`/scenarios/${scenarioId}/history/${row.id}`)}
                        />
                    )
                }
            </Shown>
        </section>
    );
}
