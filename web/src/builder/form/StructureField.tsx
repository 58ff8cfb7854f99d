import { useState, type ReactNode } from "react";
import plus from "lucide/plus.svg";
import { structures, useAnswer, type Field } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { NewStructure } from "../../structures/NewStructure";
import { Button } from "../../ui/Button";
import { useBuilding } from "../building";
import { Picker } from "./Picker";
import { useMade } from "./useMade";

interface StructureFieldProps {
    field: Field;
    value: Json | undefined;
    toggle?: ReactNode;
    former?: string | undefined;
    onChange: (value: Json | undefined) => void;
}

/** A data structure, chosen or made here. */
export function StructureField({ field, value, toggle, former, onChange }: StructureFieldProps) {
    const { teamId } = useBuilding();
    const answer = useAnswer(`structures ${teamId}`, (signal) => structures.list(teamId, signal));
    const [adding, setAdding] = useState(false);
    const { list, made } = useMade(answer, onChange, () => setAdding(false));
    return (
        <>
            <Picker
                ref={list}
                field={field}
                value={value}
                toggle={toggle}
                former={former}
                what="data structure"
                answer={answer}
                choices={answer.data ?? []}
                onChange={onChange}
                make={
                    <Button icon={plus} onClick={() => setAdding(true)}>
                        New
                    </Button>
                }
            />
            {adding && <NewStructure teams={[{ id: teamId, name: "" }]} onMade={made} onClose={() => setAdding(false)} />}
        </>
    );
}
