import { useState } from "react";
import { ledger, type Balance, type Lot } from "../api";
import { credits, creditsInWords } from "../format";
import { inOrder, lotNames, lotStates } from "../statement/lots";
import { Button, ReasonDialog, Table, Time, type Column } from "../ui";

interface LotsTableProps {
    organizationId: number;
    balance: Balance;
    onChanged: () => void;
}

export function LotsTable({ organizationId, balance, onChanged }: LotsTableProps) {
    const [voiding, setVoiding] = useState<Lot>();
    const columns: Column<Lot>[] = [
        { id: "id", title: "Lot", cell: (lot) => `${lot.id}, ${lotNames[lot.kind].toLowerCase()}` },
        { id: "state", title: "State", cell: (lot) => lotStates[lot.state] },
        { id: "granted", title: "Granted", align: "end", cell: (lot) => (lot.granted === null ? "no limit" : credits(lot.granted)) },
        { id: "used", title: "Used", align: "end", minor: true, cell: (lot) => credits(lot.used) },
        { id: "remaining", title: "Left", align: "end", cell: (lot) => (lot.remaining === null ? "no limit" : credits(lot.remaining)) },
        { id: "expires", title: "Expires", align: "end", cell: (lot) => <Time at={lot.expires} /> },
        { id: "note", title: "Why", minor: true, cell: (lot) => <span className="acts-summary">{lot.note ?? "–"}</span> },
        {
            id: "void",
            title: "Void",
            untitled: true,
            align: "end",
            cell: (lot) =>
                (lot.remaining ?? 0) > 0 &&
                lot.state !== "lapsed" && (
                    <Button small kind="danger" onClick={() => setVoiding(lot)}>
                        Void …
                    </Button>
                ),
        },
    ];
    return (
        <section className="card card-flush" aria-labelledby="lots">
            <div className="card-header">
                <h2 id="lots">Lots</h2>
                <span className="note">
                    balance now: {balance.centicredits === null ? "no limit" : creditsInWords(balance.centicredits)}
                    {balance.debt > 0 && `, debt: ${creditsInWords(balance.debt)}`}
                </span>
            </div>
            <Table label="Lots" testId="lots-table" columns={columns} rows={inOrder(balance.lots)} rowKey={(lot) => lot.id} />
            {voiding && (
                <ReasonDialog
                    title={`Void lot ${voiding.id}?`}
                    action={`Void ${creditsInWords(voiding.remaining ?? 0)}`}
                    refused="The lot was not voided."
                    onClose={() => setVoiding(undefined)}
                    onDone={async (note) => {
                        await ledger.voidLot(organizationId, voiding.id, note);
                        setVoiding(undefined);
                        onChanged();
                    }}
                >
                    What is left of it lapses at once, by an entry of its own. What was used of it stays used. This can't be undone; a new
                    grant can make up for it.
                </ReasonDialog>
            )}
        </section>
    );
}
