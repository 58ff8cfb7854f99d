import { useState } from "react";
import trash from "lucide/trash-2.svg";
import { reasonOf } from "../api";
import { Button, Dialog, toast } from "../ui";

interface ConfirmDeleteProps {
    title: string;
    /** What the button says. */
    action: string;
    onDone: () => Promise<void>;
    onClose: () => void;
}

export function ConfirmDelete({ title, action, onDone, onClose }: ConfirmDeleteProps) {
    const [busy, setBusy] = useState(false);
    const done = async () => {
        setBusy(true);
        try {
            await onDone();
        } catch (error) {
            toast(`Nothing was deleted. ${reasonOf(error)}`, { kind: "bad" });
            onClose();
        }
    };
    return (
        <Dialog
            title={title}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Keep</Button>
                    <Button kind="danger" icon={trash} busy={busy} onClick={done}>
                        {action}
                    </Button>
                </>
            }
        >
            This can't be undone.
        </Dialog>
    );
}
