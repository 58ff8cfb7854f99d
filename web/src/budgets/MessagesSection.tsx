import { useState } from "react";
import check from "lucide/circle-check.svg";
import clock from "lucide/clock.svg";
import x from "lucide/circle-x.svg";
import { alerts, useAnswer, type AlertMessage } from "../api";
import { counted } from "../format";
import { useSession } from "../session";
import { Icon, Pages, Shown, SkeletonBlocks, Table, Time, type Column } from "../ui";

const size = 20;

/** Every message that was to be sent, and whether it went out. */
export function MessagesSection() {
    const { organization } = useSession();
    const [page, setPage] = useState(0);
    const answer = useAnswer(`messages ${organization.id} ${page}`, (signal) =>
        alerts.log(organization.id, { limit: size, offset: page * size }, signal),
    );
    return (
        <section className="card card-flush" aria-labelledby="messages">
            <div className="card-header">
                <h2 id="messages">Messages</h2>
                <span className="note">newest first</span>
            </div>
            <Shown answer={answer} what="The log of messages" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(log) =>
                    log.total.count === 0 ? (
                        <p className="table-line">No message was due yet.</p>
                    ) : (
                        <>
                            <Table
                                label="Messages"
                                testId="messages-table"
                                columns={columns}
                                rows={log.messages}
                                rowKey={(one) => one.id}
                            />
                            <div className="table-line">
                                <span>{counted(log.total.count, "message", "messages")} since the beginning</span>
                                <Pages page={page} size={size} total={log.total.count} onChoose={setPage} />
                            </div>
                        </>
                    )
                }
            </Shown>
        </section>
    );
}

const states: Record<AlertMessage["state"], { name: string; tone: string; icon: string }> = {
    waiting: { name: "Waits", tone: "plain", icon: clock },
    sent: { name: "Sent", tone: "good", icon: check },
    failed: { name: "Failed", tone: "bad", icon: x },
};

const columns: Column<AlertMessage>[] = [
    { id: "at", title: "When", minor: true, cell: (one) => <Time at={one.at} /> },
    { id: "subject", title: "Subject", cell: (one) => <span className="acts-summary">{one.subject}</span> },
    { id: "channel", title: "By", minor: true, cell: (one) => (one.channel === "email" ? "mail" : "webhook") },
    { id: "to", title: "To", minor: true, cell: (one) => <span className="ellipsis">{one.to}</span> },
    {
        id: "state",
        title: "State",
        cell: (one) => (
            <>
                <span className={`mark mark-${states[one.state].tone}`}>
                    <Icon svg={states[one.state].icon} />
                    {states[one.state].name}
                    {one.attempts > 1 && `, ${one.attempts} attempts`}
                </span>
                {one.error && <div className="message-error note">{one.error}</div>}
            </>
        ),
    },
];
