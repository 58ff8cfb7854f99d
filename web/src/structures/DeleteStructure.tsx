import { useState } from "react";
import trash from "lucide/trash-2.svg";
import { building, reasonOf, structures, useAnswer, type DataStructure } from "../api";
import { navigate } from "../router";
import { Button, Dialog, toast } from "../ui";

/** Names what is held to it before it goes. */
export function DeleteStructure({ structure, onClose }: { structure: DataStructure; onClose: () => void }) {
    const held = useAnswer(`held to ${structure.id}`, async (signal) => {
        const [stores, hooks] = await Promise.all([building.dataStores(structure.teamId, signal), building.hooks(structure.teamId, signal)]);
        return [
            ...stores.filter((one) => one.datastructureId === structure.id).map((one) => `data store ${one.name}`),
            ...hooks.filter((one) => one.data?.udt === structure.id).map((one) => `webhook ${one.name}`),
        ];
    });
    const [busy, setBusy] = useState(false);
    const remove = async () => {
        setBusy(true);
        try {
            await structures.remove(structure.id);
            toast(`${structure.name} is deleted.`);
            navigate("/data-structures");
        } catch (error) {
            toast(`It was not deleted. ${reasonOf(error)}`, { kind: "bad" });
            setBusy(false);
        }
    };
    const names = held.data ?? [];
    return (
        <Dialog
            title={`Delete ${structure.name}?`}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Keep it</Button>
                    <Button kind="danger" icon={trash} busy={busy} disabled={held.loading} onClick={remove}>
                        Delete this data structure
                    </Button>
                </>
            }
        >
            {names.length > 0 ? (
                <>
                    These are held to it, and take anything from then on:
                    <ul className="structure-held" data-testid="held">
                        {names.map((name) => (
                            <li key={name}>{name}</li>
                        ))}
                    </ul>
                </>
            ) : (
                "No data store and no webhook of its team is held to it. Modules that name it go on without it."
            )}
        </Dialog>
    );
}
