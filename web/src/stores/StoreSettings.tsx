import { useState } from "react";
import { dataStores, reasonOf, type DataStore } from "../api";
import { StructureSelect } from "../structures/StructureSelect";
import { Banner, Button, Dialog, TextField, toast } from "../ui";
import { RoomField, roomOf } from "./RoomField";

interface StoreSettingsProps {
    store: DataStore;
    onSaved: () => void;
    onClose: () => void;
}

/** Another name, more room, another structure. */
export function StoreSettings({ store, onSaved, onClose }: StoreSettingsProps) {
    const [name, setName] = useState(store.name);
    const [room, setRoom] = useState(String(Math.max(1, Math.round(Number(store.maxSize) / 1_048_576))));
    const [structure, setStructure] = useState(store.datastructureId ?? null);
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const maxSizeMB = roomOf(room);
    const isReady = name.trim() !== "" && maxSizeMB !== undefined;
    const save = async () => {
        if (!isReady || busy) return;
        setBusy(true);
        setFailure(undefined);
        try {
            await dataStores.change(store.id, { name: name.trim(), maxSizeMB, datastructureId: structure });
            toast("Saved.", { kind: "good" });
            onSaved();
        } catch (error) {
            setFailure(`Nothing was saved. ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={`Settings of ${store.name}`}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button kind="primary" busy={busy} disabled={!isReady} onClick={save}>
                        Save
                    </Button>
                </>
            }
        >
            <form
                className="stack"
                onSubmit={(event) => {
                    event.preventDefault();
                    void save();
                }}
            >
                <TextField label="Name" autoComplete="off" maxLength={128} value={name} onChange={(event) => setName(event.target.value)} />
                <RoomField value={room} onChange={setRoom} />
                <StructureSelect
                    teamId={store.teamId}
                    value={structure}
                    none="None: records may hold anything"
                    help="Records that are there already are held to it when they are written again."
                    onChange={setStructure}
                />
                {failure && <Banner tone="bad">{failure}</Banner>}
                <button type="submit" hidden />
            </form>
        </Dialog>
    );
}
