import { useState, type ReactNode } from "react";
import { Banner } from "./Banner";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { TextField } from "./fields";
import { useAttempt } from "./useAttempt";

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
    const { busy, failure, attempt } = useAttempt(refused);
    const done = () => {
        setTried(true);
        if (note.trim() !== "") void attempt(() => onDone(note.trim()));
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
