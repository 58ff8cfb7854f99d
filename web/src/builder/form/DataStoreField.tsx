import { useState, type ReactNode } from "react";
import plus from "lucide/plus.svg";
import { building, useAnswer, type Field } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { Button } from "../../ui/Button";
import { useBuilding } from "../building";
import { NewByName } from "./NewByName";
import { Picker } from "./Picker";
import { useMade } from "./useMade";

interface DataStoreFieldProps {
    field: Field;
    value: Json | undefined;
    toggle?: ReactNode;
    former?: string | undefined;
    onChange: (value: Json | undefined) => void;
}

/** A data store, chosen or made here. */
export function DataStoreField({ field, value, toggle, former, onChange }: DataStoreFieldProps) {
    const { teamId } = useBuilding();
    const answer = useAnswer(`stores ${teamId}`, (signal) => building.dataStores(teamId, signal));
    const [making, setMaking] = useState(false);
    const { list, made } = useMade(answer, onChange, () => setMaking(false));
    return (
        <Picker
            ref={list}
            field={field}
            value={value}
            toggle={toggle}
            former={former}
            what="data store"
            answer={answer}
            choices={answer.data ?? []}
            onChange={onChange}
            make={
                <Button icon={plus} onClick={() => setMaking(!making)} aria-expanded={making}>
                    New
                </Button>
            }
        >
            {making && (
                <NewByName what="data store" make={async (name) => made(await building.makeDataStore({ name, teamId, maxSizeMB: 1 }))} />
            )}
        </Picker>
    );
}
