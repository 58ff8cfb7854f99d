import { useEffect, useState } from "react";
import { purchases, useAnswer, type Purchase } from "../api";
import { credits, price } from "../format";
import { PurchaseMark } from "../purchasing/PurchaseMark";
import { useSession } from "../session";
import { Pages, Shown, SkeletonBlocks, Table, Time, type Column } from "../ui";
import { ReceiptDialog } from "./ReceiptDialog";

const size = 10;

interface PurchasesProps {
    /** Whose purchases, where it is not the chosen organization. */
    organizationId?: number;
    /** Read anew when this changes. */
    round?: unknown;
    onChanged: () => void;
}

/** Every purchase, newest first; a row opens its receipt. */
export function Purchases({ organizationId, round, onChanged }: PurchasesProps) {
    const { organization } = useSession();
    const id = organizationId ?? organization.id;
    const [page, setPage] = useState(0);
    const [open, setOpen] = useState<Purchase>();
    const answer = useAnswer(`purchases ${id} ${page}`, (signal) => purchases.list(id, { limit: size, offset: page * size }, signal));
    useEffect(() => {
        if (answer.data) answer.reload();
    }, [round]);
    const columns: Column<Purchase>[] = [
        { id: "receipt", title: "Receipt", cell: (one) => <code>{one.receipt}</code> },
        { id: "created", title: "Bought", minor: true, cell: (one) => <Time at={one.created} /> },
        { id: "kind", title: "By", minor: true, cell: (one) => (one.kind === "auto" ? "Auto-purchasing" : (one.author?.name ?? "–")) },
        { id: "centicredits", title: "Credits", align: "end", cell: (one) => credits(one.centicredits) },
        { id: "price", title: "Price", align: "end", cell: (one) => price(one.price, one.currency) },
        { id: "expires", title: "Expire", align: "end", minor: true, cell: (one) => <Time at={one.expires} /> },
        { id: "state", title: "State", cell: (one) => <PurchaseMark state={one.state} /> },
    ];
    return (
        <section className="card card-flush" aria-labelledby="purchases">
            <div className="card-header">
                <h2 id="purchases">Purchases</h2>
                <span className="note">since the beginning, newest first</span>
            </div>
            <Shown answer={answer} what="The purchases" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(list) =>
                    list.total.count === 0 ? (
                        <p className="table-line">Nothing was bought yet. Each purchase will stand here with its receipt.</p>
                    ) : (
                        <>
                            <Table
                                label="Purchases"
                                testId="purchases-table"
                                columns={columns}
                                rows={list.purchases}
                                rowKey={(one) => one.id}
                                onOpen={setOpen}
                            />
                            <div className="table-line">
                                <span>Enter or a click opens the receipt.</span>
                                <Pages page={page} size={size} total={list.total.count} onChoose={setPage} />
                            </div>
                        </>
                    )
                }
            </Shown>
            {open && (
                <ReceiptDialog
                    organizationId={id}
                    purchase={open}
                    onClose={() => setOpen(undefined)}
                    onChanged={(changed) => {
                        setOpen(changed);
                        answer.reload();
                        onChanged();
                    }}
                />
            )}
        </section>
    );
}
