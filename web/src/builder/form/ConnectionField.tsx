import { useState, type ReactNode } from "react";
import plus from "lucide/plus.svg";
import { connections as calls, useAnswer, type Field } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { AddConnection } from "../../connections/AddConnection";
import { acceptedTypes } from "../../connections/form";
import { Button } from "../../ui/Button";
import { useBuilding } from "../building";
import { Picker } from "./Picker";
import { useMade } from "./useMade";

interface ConnectionFieldProps {
    field: Field;
    value: Json | undefined;
    toggle?: ReactNode;
    former?: string | undefined;
    onChange: (value: Json | undefined) => void;
}

/** A connection or key of the kind that the field asks for, chosen or made here. */
export function ConnectionField({ field, value, toggle, former, onChange }: ConnectionFieldProps) {
    const { teamId } = useBuilding();
    const accepted = acceptedTypes(field.type);
    const answer = useAnswer(`connections ${teamId}`, (signal) => calls.list(teamId, signal));
    const types = useAnswer("connection types", (signal) => calls.types(signal));
    const [adding, setAdding] = useState(false);
    const { list, made } = useMade(answer, onChange, () => setAdding(false));
    const what = field.type.startsWith("keychain:") ? "key" : "connection";
    const fitting = (answer.data ?? []).filter((one) => accepted.includes(one.type));
    const makeable = (types.data ?? []).filter((type) => accepted.includes(type.type));
    return (
        <>
            <Picker
                ref={list}
                field={field}
                value={value}
                toggle={toggle}
                former={former}
                what={what}
                answer={answer}
                choices={fitting.map((one) => ({ id: one.id, name: one.name, ...(one.readable ? {} : { note: "enter it again" }) }))}
                onChange={onChange}
                make={
                    makeable.length > 0 && (
                        <Button icon={plus} onClick={() => setAdding(true)}>
                            Add
                        </Button>
                    )
                }
            >
                {types.data && makeable.length === 0 && (
                    <div className="note">Connections of this kind ({accepted.join(", ")}) can't be made here.</div>
                )}
            </Picker>
            {adding && (
                <AddConnection
                    title={`Add a ${what}`}
                    types={makeable}
                    teams={[{ id: teamId, name: "" }]}
                    onAdded={made}
                    onClose={() => setAdding(false)}
                />
            )}
        </>
    );
}
