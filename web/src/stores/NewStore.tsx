import { useState } from "react";
import { building } from "../api";
import { navigate } from "../router";
import { StructureSelect } from "../structures/StructureSelect";
import { NewThing } from "../team/NewThing";
import { RoomField, roomOf } from "./RoomField";

interface NewStoreProps {
    teams: { id: number; name: string }[];
    onClose: () => void;
}

/** A data store: its name, its room, and what its records are held to. */
export function NewStore({ teams, onClose }: NewStoreProps) {
    const [room, setRoom] = useState("1");
    const [structure, setStructure] = useState<number | null>(null);
    const maxSizeMB = roomOf(room);
    return (
        <NewThing
            what="data store"
            teams={teams}
            incomplete={maxSizeMB === undefined}
            onClose={onClose}
            make={async (name, teamId) => {
                const store = await building.makeDataStore({ name, teamId, maxSizeMB: maxSizeMB ?? 1, datastructureId: structure });
                navigate(`/data-stores/${store.id}`);
            }}
        >
            {(teamId) => (
                <>
                    <RoomField value={room} onChange={setRoom} />
                    <StructureSelect teamId={teamId} value={structure} none="None: records may hold anything" onChange={setStructure} />
                </>
            )}
        </NewThing>
    );
}
