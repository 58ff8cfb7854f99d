import { building, structures, useAnswer, type DataStructure } from "../api";
import { navigate } from "../router";
import { ConfirmDelete, toast } from "../ui";

/** Names what is held to it before it goes. */
export function DeleteStructure({ structure, onClose }: { structure: DataStructure; onClose: () => void }) {
    const held = useAnswer(`held to ${structure.id}`, async (signal) => {
        const [stores, hooks] = await Promise.all([building.dataStores(structure.teamId, signal), building.hooks(structure.teamId, signal)]);
        return [
            ...stores.filter((one) => one.datastructureId === structure.id).map((one) => `data store ${one.name}`),
            ...hooks.filter((one) => one.data?.udt === structure.id).map((one) => `webhook ${one.name}`),
        ];
    });
    const names = held.data ?? [];
    return (
        <ConfirmDelete
            title={`Delete ${structure.name}?`}
            action="Delete this data structure"
            waits={held.loading}
            onClose={onClose}
            onDelete={async () => {
                await structures.remove(structure.id);
                toast(`${structure.name} is deleted.`);
                navigate("/data-structures");
            }}
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
        </ConfirmDelete>
    );
}
