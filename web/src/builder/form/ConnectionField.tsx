import { useId, useRef, useState, type ReactNode } from "react";
import plus from "lucide/plus.svg";
import { connections as calls, useAnswer, type Field } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { AddConnection } from "../../connections/AddConnection";
import { acceptedTypes } from "../../connections/form";
import { Button } from "../../ui/Button";
import { useBuilding } from "../building";

interface ConnectionFieldProps {
    field: Field;
    value: Json | undefined;
    toggle?: ReactNode;
    onChange: (value: Json | undefined) => void;
}

/** A connection or key of the kind that the field asks for, chosen or made here. */
export function ConnectionField({ field, value, toggle, onChange }: ConnectionFieldProps) {
    const { teamId } = useBuilding();
    const accepted = acceptedTypes(field.type);
    const answer = useAnswer(`connections ${teamId}`, (signal) => calls.list(teamId, signal));
    const types = useAnswer("connection types", (signal) => calls.types(signal));
    const [adding, setAdding] = useState(false);
    const id = useId();
    const list = useRef<HTMLSelectElement>(null);
    const what = field.type.startsWith("keychain:") ? "key" : "connection";
    const fitting = (answer.data ?? []).filter((one) => accepted.includes(one.type));
    const chosen = value === undefined || value === null ? "" : String(value);
    const known = fitting.some((one) => String(one.id) === chosen);
    const makeable = (types.data ?? []).filter((type) => accepted.includes(type.type));
    return (
        <div className="field">
            <div className="expression-label">
                <label htmlFor={id}>{field.label || field.name}</label>
                {field.required && <span className="note">required</span>}
                <span className="expression-tools">{toggle}</span>
            </div>
            <div className="field-with-button">
                <select
                    ref={list}
                    id={id}
                    className="input"
                    value={chosen}
                    onChange={(event) => onChange(event.target.value === "" ? undefined : Number(event.target.value))}
                >
                    <option value="">Choose a {what}</option>
                    {chosen !== "" && !known && (
                        <option value={chosen}>
                            {answer.loading ? "…" : `${what === "key" ? "Key" : "Connection"} ${chosen} (not here)`}
                        </option>
                    )}
                    {fitting.map((one) => (
                        <option key={one.id} value={one.id}>
                            {one.name}
                            {one.readable ? "" : " (enter it again)"}
                        </option>
                    ))}
                </select>
                {makeable.length > 0 && (
                    <Button icon={plus} onClick={() => setAdding(true)}>
                        Add
                    </Button>
                )}
            </div>
            {types.data && makeable.length === 0 && (
                <div className="note">Connections of this kind ({accepted.join(", ")}) can't be made here.</div>
            )}
            {field.help && <div className="note">{field.help}</div>}
            {adding && (
                <AddConnection
                    title={`Add a ${what}`}
                    types={makeable}
                    teams={[{ id: teamId, name: "" }]}
                    onAdded={(added) => {
                        answer.reload();
                        onChange(added.id);
                        setAdding(false);
                        list.current?.focus();
                    }}
                    onClose={() => setAdding(false)}
                />
            )}
        </div>
    );
}
