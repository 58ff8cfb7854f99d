import type { ReactNode } from "react";
import trash from "lucide/trash-2.svg";
import { Banner } from "./Banner";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { useAttempt } from "./useAttempt";

interface ConfirmDeleteProps {
    title: string;
    /** What the button says. */
    action: string;
    /** Deletes, and says so. What it throws is shown, and the dialog stays. */
    onDelete: () => Promise<void>;
    onClose: () => void;
    /** What follows from it is still being read. */
    waits?: boolean;
    children?: ReactNode;
}

/** Asks before something goes for good. */
export function ConfirmDelete({ title, action, onDelete, onClose, waits = false, children }: ConfirmDeleteProps) {
    const { busy, failure, attempt } = useAttempt("Nothing was deleted.");
    return (
        <Dialog
            title={title}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Keep it</Button>
                    <Button kind="danger" icon={trash} busy={busy} disabled={waits} onClick={() => attempt(onDelete)}>
                        {action}
                    </Button>
                </>
            }
        >
            <div className="stack">
                <div>{children ?? "This can't be undone."}</div>
                {failure && <Banner tone="bad">{failure}</Banner>}
            </div>
        </Dialog>
    );
}
