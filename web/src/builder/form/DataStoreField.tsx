import { useId, useRef, useState, type ReactNode } from "react";
import plus from "lucide/plus.svg";
import { ApiError, building, useAnswer, type Field } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { Button } from "../../ui/Button";
import { toast } from "../../ui/Toast";
import { useBuilding } from "../building";

interface DataStoreFieldProps {
    field: Field;
    value: Json | undefined;
    toggle?: ReactNode;
    onChange: (value: Json | undefined) => void;
}

/** A data store, chosen or made here. */
export function DataStoreField({ field, value, toggle, onChange }: DataStoreFieldProps) {
    const { teamId } = useBuilding();
    const answer = useAnswer(`stores ${teamId}`, (signal) => building.dataStores(teamId, signal));
    const [name, setName] = useState<string | null>(null);
    const id = useId();
    const list = useRef<HTMLSelectElement>(null);
    const stores = answer.data ?? [];
    const chosen = value === undefined || value === null ? "" : String(value);
    const known = stores.some((store) => String(store.id) === chosen);

    const make = async () => {
        try {
            const store = await building.makeDataStore({ name: (name ?? "").trim(), teamId, maxSizeMB: 1 });
            answer.reload();
            onChange(store.id);
            setName(null);
            list.current?.focus();
        } catch (error) {
            toast(error instanceof ApiError ? error.message : String(error), { kind: "bad" });
        }
    };
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
                    <option value="">Choose a data store</option>
                    {chosen !== "" && !known && <option value={chosen}>{answer.loading ? "…" : `Data store ${chosen} (not here)`}</option>}
                    {stores.map((store) => (
                        <option key={store.id} value={store.id}>
                            {store.name}
                        </option>
                    ))}
                </select>
                <Button icon={plus} onClick={() => setName(name === null ? "" : null)} aria-expanded={name !== null}>
                    New
                </Button>
            </div>
            {name !== null && (
                <div className="field-with-button">
                    <input
                        className="input"
                        aria-label="Name of the new data store"
                        value={name}
                        autoFocus
                        onChange={(event) => setName(event.target.value)}
                        onKeyDown={(event) => event.key === "Enter" && !event.ctrlKey && name.trim() !== "" && void make()}
                    />
                    <Button kind="primary" onClick={() => void make()} disabled={name.trim() === ""}>
                        Create data store
                    </Button>
                </div>
            )}
            {field.help && <div className="note">{field.help}</div>}
        </div>
    );
}
