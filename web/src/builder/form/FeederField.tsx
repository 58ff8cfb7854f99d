import { useId } from "react";
import type { Field } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { lookOf } from "../../canvas/look";
import { visibleTo } from "../../canvas/visible";
import { useBuilding } from "../building";

interface FeederFieldProps {
    field: Field;
    value: Json | undefined;
    moduleId: number;
    onChange: (value: Json | undefined) => void;
}

const gives = new Set(["iterator", "search", "trigger"]);

/** The module whose bundles are gathered: those that can give many come first. */
export function FeederField({ field, value, moduleId, onChange }: FeederFieldProps) {
    const { graph, catalog } = useBuilding();
    const id = useId();
    const steps = visibleTo(graph, moduleId)
        .map((step) => ({ step, look: lookOf(step.module, catalog) }))
        .filter(({ look }) => look.role !== "router");
    const sorted = [...steps.filter(({ look }) => gives.has(look.role)), ...steps.filter(({ look }) => !gives.has(look.role))];
    const chosen = value === undefined || value === null ? "" : String(value);
    const known = sorted.some(({ step }) => String(step.id) === chosen);
    return (
        <div className="field">
            <div className="expression-label">
                <label htmlFor={id}>{field.label || field.name}</label>
                {field.required && <span className="note">required</span>}
            </div>
            <select
                id={id}
                className="input"
                value={chosen}
                aria-invalid={field.required && !known ? true : undefined}
                onChange={(event) => onChange(event.target.value === "" ? undefined : Number(event.target.value))}
            >
                <option value="">Choose a module</option>
                {chosen !== "" && !known && <option value={chosen}>Module {chosen} (not before this one)</option>}
                {sorted.map(({ step, look }) => (
                    <option key={step.id} value={step.id}>
                        {step.id}. {look.name}
                    </option>
                ))}
            </select>
            {field.help && <div className="note">{field.help}</div>}
        </div>
    );
}
