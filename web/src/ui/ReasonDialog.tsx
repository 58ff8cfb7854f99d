import { useState, type ReactNode } from "react";
import { reasonOf } from "../api/request";
import { Banner } from "./Banner";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { TextField } from "./fields";

interface ReasonDialogProps {
    title: string;
    /** What the button does. */
    action: string;
    refused: string;
    children: ReactNode;
    disabled?: boolean;
    onDone: (note: string) => Promise<void>;
    onClose: () => void;
}

/** For what can't be undone and must say why: the reason stays in the ledger and in the log of acts. */
export function ReasonDialog({ title, action, refused, children, disabled, onDone, onClose }: ReasonDialogProps) {
    const [note, setNote] = useState("");
    const [tried, setTried] = useState(false);
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const done = async () => {
        setTried(true);
        if (note.trim() === "") return;
        setBusy(true);
        setFailure(undefined);
        try {
            await onDone(note.trim());
        } catch (error) {
            setFailure(`${refused} ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={title}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button kind="danger" busy={busy} disabled={disabled} onClick={done}>
                        {action}
                    </Button>
                </>
            }
        >
            <div className="stack">
                <div>{children}</div>
                <TextField
                    label="Why"
                    autoFocus
                    value={note}
                    error={tried && note.trim() === "" ? "The reason stays in the ledger." : undefined}
                    onChange={(event) => setNote(event.target.value)}
                />
                {failure && <Banner tone="bad">{failure}</Banner>}
            </div>
        </Dialog>
    );
}
