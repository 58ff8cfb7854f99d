import { useState } from "react";
import undo from "lucide/undo-2.svg";
import { ledger, type Run } from "../api";
import { centicreditsOf, creditsInWords } from "../format";
import { useSession } from "../session";
import { Button, ReasonDialog, TextField, toast } from "../ui";

/** For the operator: gives back what a run cost, or a part of it, once. */
export function Refund({ run, onRefunded }: { run: Run; onRefunded: () => void }) {
    const { organization } = useSession();
    const [open, setOpen] = useState(false);
    const [text, setText] = useState(String(run.centicredits / 100));
    const amount = centicreditsOf(text);
    const wrong = !amount || amount > run.centicredits;
    return (
        <>
            <Button icon={undo} onClick={() => setOpen(true)}>
                Refund
            </Button>
            {open && (
                <ReasonDialog
                    title="Refund this run?"
                    action={`Give back ${creditsInWords(amount ?? 0)}`}
                    refused="Nothing was given back."
                    disabled={wrong}
                    onClose={() => setOpen(false)}
                    onDone={async (note) => {
                        const part = amount !== null && amount < run.centicredits ? { centicredits: amount } : {};
                        await ledger.refundRun(organization.id, run.id, { note, ...part });
                        setOpen(false);
                        toast("Given back, as an entry of the statement.", { kind: "good" });
                        onRefunded();
                    }}
                >
                    <div className="stack">
                        <p>
                            The credits come back by an entry of their own. What the run used stays in every figure, as it was used. A run is
                            refunded once.
                        </p>
                        <TextField
                            label="Credits to give back"
                            inputMode="decimal"
                            value={text}
                            error={wrong ? `At most ${creditsInWords(run.centicredits)}.` : undefined}
                            onChange={(event) => setText(event.target.value)}
                        />
                    </div>
                </ReasonDialog>
            )}
        </>
    );
}
