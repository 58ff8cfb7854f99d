import { useState } from "react";
import trash from "lucide/trash-2.svg";
import { incompletes, reasonOf, type Incomplete } from "../api";
import { counted } from "../format";
import { Banner, Button, Dialog, toast } from "../ui";
import { loss } from "./state";

interface DeleteDialogProps {
    scenarioId: number;
    chosen: Incomplete[];
    onClose: () => void;
    onDeleted: () => void;
}

/** Says what is lost before it is. */
export function DeleteDialog({ scenarioId, chosen, onClose, onDeleted }: DeleteDialogProps) {
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const what = counted(chosen.length, "incomplete execution", "incomplete executions");
    const remove = async () => {
        setBusy(true);
        try {
            const deleted = await incompletes.remove(scenarioId, { ids: chosen.map((one) => one.id) });
            toast(`${counted(deleted, "incomplete execution is", "incomplete executions are")} deleted.`);
            onDeleted();
        } catch (error) {
            setFailure(`Nothing was deleted. ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={`Delete ${what}?`}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Keep</Button>
                    <Button kind="danger" icon={trash} busy={busy} onClick={remove}>
                        Delete {what}
                    </Button>
                </>
            }
        >
            <div className="stack">
                <p>{loss(chosen)}</p>
                {failure && <Banner tone="bad">{failure}</Banner>}
            </div>
        </Dialog>
    );
}
