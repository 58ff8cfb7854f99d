import { useId, useRef, useState } from "react";
import copy from "lucide/copy.svg";
import plus from "lucide/plus.svg";
import { ApiError, building, useAnswer, type Field } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { Button, IconButton } from "../../ui/Button";
import { toast } from "../../ui/Toast";
import { useBuilding } from "../building";

interface HookFieldProps {
    field: Field;
    value: Json | undefined;
    onChange: (value: Json | undefined) => void;
}

/** The webhook that a trigger listens to: chosen or made here, its address ready to copy. */
export function HookField({ field, value, onChange }: HookFieldProps) {
    const { teamId, scenarioId, blueprint } = useBuilding();
    const answer = useAnswer(`hooks ${teamId}`, (signal) => building.hooks(teamId, signal));
    const [making, setMaking] = useState(false);
    const [name, setName] = useState("");
    const id = useId();
    const list = useRef<HTMLSelectElement>(null);
    const hooks = answer.data ?? [];
    const chosen = hooks.find((hook) => String(hook.id) === String(value ?? ""));

    const make = async () => {
        try {
            const hook = await building.makeHook({ name: name.trim(), teamId, typeName: "gateway-webhook" });
            answer.reload();
            onChange(hook.id);
            setMaking(false);
            list.current?.focus();
        } catch (error) {
            toast(error instanceof ApiError ? error.message : String(error), { kind: "bad" });
        }
    };
    const copyAddress = () => {
        if (!chosen) return;
        navigator.clipboard.writeText(chosen.url).then(
            () => toast("The address is copied.", { kind: "good" }),
            () => toast("The address could not be copied; select it instead.", { kind: "bad" }),
        );
    };
    return (
        <div className="field">
            <div className="expression-label">
                <label htmlFor={id}>{field.label || field.name}</label>
                {field.required && <span className="note">required</span>}
            </div>
            <div className="field-with-button">
                <select
                    ref={list}
                    id={id}
                    className="input"
                    value={value === undefined || value === null ? "" : String(value)}
                    onChange={(event) => onChange(event.target.value === "" ? undefined : Number(event.target.value))}
                >
                    <option value="">Choose a webhook</option>
                    {value !== undefined && value !== null && value !== "" && !chosen && (
                        <option value={String(value)}>{answer.loading ? "…" : `Webhook ${String(value)} (not here)`}</option>
                    )}
                    {hooks.map((hook) => (
                        <option key={hook.id} value={hook.id}>
                            {hook.name}
                            {hook.scenarioId !== null && hook.scenarioId !== scenarioId ? " (in use)" : ""}
                        </option>
                    ))}
                </select>
                <Button
                    icon={plus}
                    onClick={() => {
                        setName(name || blueprint.name || "Webhook");
                        setMaking(!making);
                    }}
                    aria-expanded={making}
                >
                    New
                </Button>
            </div>
            {making && (
                <div className="field-with-button">
                    <input
                        className="input"
                        aria-label="Name of the new webhook"
                        value={name}
                        autoFocus
                        onChange={(event) => setName(event.target.value)}
                        onKeyDown={(event) => event.key === "Enter" && !event.ctrlKey && name.trim() !== "" && void make()}
                    />
                    <Button kind="primary" onClick={() => void make()} disabled={name.trim() === ""}>
                        Create webhook
                    </Button>
                </div>
            )}
            {chosen && (
                <div className="field-with-button">
                    <input
                        className="input address"
                        aria-label="Address of the webhook"
                        readOnly
                        value={chosen.url}
                        onFocus={(event) => event.target.select()}
                    />
                    <IconButton icon={copy} label="Copy the address" kind="plain" onClick={copyAddress} />
                </div>
            )}
            {field.help && <div className="note">{field.help}</div>}
        </div>
    );
}
