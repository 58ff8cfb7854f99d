import { useState } from "react";
import plus from "lucide/plus.svg";
import { structures, useAnswer } from "../api";
import { Button, SelectField } from "../ui";
import { NewStructure } from "./NewStructure";

interface StructureSelectProps {
    teamId: number;
    value: number | null;
    /** What choosing none means. */
    none: string;
    help?: string;
    disabled?: boolean;
    onChange: (id: number | null) => void;
}

/** One of the team's data structures, or none; a new one can be made beside it. */
export function StructureSelect({ teamId, value, none, help, disabled = false, onChange }: StructureSelectProps) {
    const answer = useAnswer(`structures ${teamId}`, (signal) => structures.list(teamId, signal));
    const [adding, setAdding] = useState(false);
    const known = answer.data ?? [];
    return (
        <>
            <div className="structure-select">
                <SelectField
                    label="Data structure"
                    value={value ?? ""}
                    disabled={disabled}
                    {...(help ? { help } : {})}
                    onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
                >
                    <option value="">{none}</option>
                    {value !== null && !known.some((one) => one.id === value) && <option value={value}>Data structure {value}</option>}
                    {known.map((one) => (
                        <option key={one.id} value={one.id}>
                            {one.name}
                        </option>
                    ))}
                </SelectField>
                {!disabled && (
                    <Button icon={plus} aria-label="New data structure" onClick={() => setAdding(true)}>
                        New
                    </Button>
                )}
            </div>
            {adding && (
                <NewStructure
                    teams={[{ id: teamId, name: "" }]}
                    onClose={() => setAdding(false)}
                    onMade={(made) => {
                        if (answer.data) answer.set([...answer.data, made]);
                        onChange(made.id);
                        setAdding(false);
                    }}
                />
            )}
        </>
    );
}
