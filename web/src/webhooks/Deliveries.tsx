import { useEffect, useState } from "react";
import { hooks as calls, useAnswer, type Delivery, type Hook } from "../api";
import { bytes } from "../format";
import { Link } from "../router";
import { Button, Shown, Table, Time, type Column } from "../ui";
import { Answered } from "./Answered";
import { DeliveryDialog } from "./DeliveryDialog";

const size = 20;

/** What came lately: when, how it was answered, and the run that it began. */
export function Deliveries({ hook }: { hook: Hook }) {
    const [page, setPage] = useState(0);
    const [open, setOpen] = useState<Delivery>();
    // One more than is shown tells whether there is a next page.
    const answer = useAnswer(`deliveries ${hook.id} ${page}`, (signal) =>
        calls.deliveries(hook.id, { limit: size + 1, offset: page * size }, signal),
    );
    // Deliveries that begin no run tell nobody of themselves.
    useEffect(() => {
        if (page > 0) return;
        const timer = setInterval(() => document.visibilityState === "visible" && answer.reload(), 3000);
        return () => clearInterval(timer);
    }, [page, answer.reload]);
    const found = answer.latest ?? [];
    const columns: Column<Delivery>[] = [
        { id: "at", title: "Came", cell: (delivery) => <Time at={delivery.loggedAt} /> },
        { id: "status", title: "Answered", cell: (delivery) => <Answered status={delivery.status} /> },
        {
            id: "run",
            title: "Run",
            cell: (delivery) =>
                delivery.run && delivery.scenarioId ? (
                    <Link to={`/scenarios/${delivery.scenarioId}/history/${delivery.run}`}>what it began</Link>
                ) : (
                    <span className="muted">–</span>
                ),
        },
        { id: "size", title: "Size", align: "end", minor: true, cell: (delivery) => bytes(delivery.size) },
    ];
    return (
        <section className="card settings-card" aria-labelledby="deliveries">
            <div className="card-header">
                <h2 id="deliveries">What came</h2>
            </div>
            <Shown answer={{ ...answer, data: answer.latest }} what="The deliveries">
                {() =>
                    found.length === 0 ? (
                        <p className="muted">Nothing has come in the days that are kept.</p>
                    ) : (
                        <>
                            <Table
                                label="Deliveries"
                                testId="deliveries-table"
                                columns={columns}
                                rows={found.slice(0, size)}
                                rowKey={(delivery) => delivery.id}
                                onOpen={setOpen}
                            />
                            {(page > 0 || found.length > size) && (
                                <nav className="row" aria-label="Pages of deliveries">
                                    <Button small kind="quiet" disabled={page === 0} onClick={() => setPage(page - 1)}>
                                        Newer
                                    </Button>
                                    <Button small kind="quiet" disabled={found.length <= size} onClick={() => setPage(page + 1)}>
                                        Older
                                    </Button>
                                </nav>
                            )}
                        </>
                    )
                }
            </Shown>
            {open && <DeliveryDialog hookId={hook.id} delivery={open} onClose={() => setOpen(undefined)} />}
        </section>
    );
}
