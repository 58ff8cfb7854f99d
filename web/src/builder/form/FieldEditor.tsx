import { useId, useState, type ReactNode } from "react";
import braces from "lucide/braces.svg";
import type { Field } from "../../api";
import type { Json, JsonObject } from "../../canvas/blueprint";
import { isObject } from "../../canvas/paths";
import { Icon } from "../../ui/Icon";
import { useBuilding } from "../building";
import { CollectionEditor, KeyValues } from "./CollectionEditor";
import { ConnectionField } from "./ConnectionField";
import { ExpressionField } from "./ExpressionField";
import { FeederField } from "./FeederField";
import { formerOf } from "./former";
import { GenericValue } from "./GenericValue";
import { HookField } from "./HookField";
import { DataStoreField } from "./DataStoreField";
import { hasItems, isExpression, kindOf, typedNumber } from "./kinds";
import { ListEditor } from "./ListEditor";
import { ScenarioField } from "./ScenarioField";
import { StructureField } from "./StructureField";

export interface FieldEditorProps {
    field: Field;
    value: Json | undefined;
    moduleId: number;
    /** Of `parameters`: set once, not for each bundle. */
    isStatic: boolean;
    onChange: (value: Json | undefined) => void;
}

/** One field of a form, drawn after its type; whatever the file has in it can be shown and is kept. */
export function FieldEditor(props: FieldEditorProps) {
    const { field, value, moduleId, isStatic, onChange } = props;
    const { graph } = useBuilding();
    const kind = kindOf(field);
    const label = field.label || field.name;
    const former = formerOf(graph.byId.get(moduleId)?.module, isStatic, field.name);
    const [mapped, setMapped] = useState(() => startsMapped(field, value));
    const text = value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
    const common = { label, moduleId, required: field.required, help: field.help };

    if (kind === "expression" || kind === "number") {
        if (value !== null && typeof value === "object")
            return <GenericValue name={label} value={value} moduleId={moduleId} onChange={onChange} />;
        const set = (next: string) => onChange(kind === "number" ? typedNumber(next, value, isStatic) : typed(next, value));
        return <ExpressionField {...common} value={text} multiline={field.multiline} numeric={kind === "number"} onChange={set} />;
    }
    const toggle = <MapToggle label={label} on={mapped} onToggle={() => setMapped(!mapped)} />;
    if (mapped && (value === undefined || value === null || typeof value !== "object")) {
        return (
            <ExpressionField
                {...common}
                value={text}
                extra={toggle}
                onChange={(next) => onChange(next === "" && !field.required ? undefined : next)}
            />
        );
    }
    switch (kind) {
        case "boolean":
            return <YesNo field={field} value={value} toggle={toggle} onChange={onChange} />;
        case "select":
            return <Choice field={field} value={value} toggle={toggle} onChange={onChange} />;
        case "hook":
            return <HookField field={field} value={value} moduleId={moduleId} former={former} onChange={onChange} />;
        case "dataStore":
            return <DataStoreField field={field} value={value} toggle={toggle} former={former} onChange={onChange} />;
        case "structure":
            return <StructureField field={field} value={value} toggle={toggle} former={former} onChange={onChange} />;
        case "scenario":
            return <ScenarioField field={field} value={value} toggle={toggle} former={former} onChange={onChange} />;
        case "connection":
            return <ConnectionField field={field} value={value} toggle={toggle} former={former} onChange={onChange} />;
        case "feeder":
            return <FeederField field={field} value={value} moduleId={moduleId} onChange={onChange} />;
        case "list":
            return (
                <Group label={label} help={field.help} required={field.required} toggle={toggle}>
                    <ListEditor
                        field={field}
                        value={Array.isArray(value) ? value : []}
                        moduleId={moduleId}
                        isStatic={isStatic}
                        onChange={onChange}
                    />
                </Group>
            );
        case "collection": {
            const members = isObject(value) ? (value as JsonObject) : {};
            return (
                <Group label={label} help={field.help} required={field.required} toggle={toggle}>
                    {hasItems(field) ? (
                        <CollectionEditor
                            fields={field.spec ?? []}
                            value={members}
                            moduleId={moduleId}
                            isStatic={isStatic}
                            onChange={onChange}
                        />
                    ) : (
                        <KeyValues value={members} moduleId={moduleId} onChange={onChange} what={label} />
                    )}
                </Group>
            );
        }
    }
}

/** A text typed over a number or a yes/no stays what it was where it can be read as such. */
function typed(text: string, before: Json | undefined): Json {
    if (typeof before === "number" && /^-?\d+(\.\d+)?$/.test(text.trim())) return Number(text);
    if (typeof before === "boolean" && /^(true|false)$/.test(text.trim())) return text.trim() === "true";
    return text;
}

function startsMapped(field: Field, value: Json | undefined): boolean {
    if (isExpression(value)) return true;
    const kind = kindOf(field);
    if (kind === "select")
        return value !== undefined && value !== null && !(field.options ?? []).some((option) => String(option.value) === String(value));
    if (kind === "list") return !Array.isArray(value) && (!hasItems(field) || (typeof value === "string" && value !== ""));
    if (kind === "dataStore" || kind === "structure" || kind === "connection" || kind === "scenario") return typeof value === "string" && !/^\d*$/.test(value);
    if (kind === "boolean") return typeof value === "string" && !/^(true|false)$/.test(value);
    return false;
}

function MapToggle({ label, on, onToggle }: { label: string; on: boolean; onToggle: () => void }) {
    return (
        <button
            type="button"
            className="map-toggle"
            aria-pressed={on}
            aria-label={`Map ${label}`}
            title={on ? "Choose a value instead" : "Take the value from a module before"}
            onClick={onToggle}
        >
            <Icon svg={braces} size={12} /> Map
        </button>
    );
}

interface GroupProps {
    label: string;
    help?: string | undefined;
    required?: boolean | undefined;
    toggle?: ReactNode;
    children: ReactNode;
}

export function Group({ label, help, required, toggle, children }: GroupProps) {
    return (
        <fieldset className="form-group">
            <legend className="expression-label">
                <span className="form-legend">{label}</span>
                {required && <span className="note">required</span>}
            </legend>
            {toggle && <span className="form-group-toggle">{toggle}</span>}
            {help && <div className="note">{help}</div>}
            {children}
        </fieldset>
    );
}

interface ChoiceProps {
    field: Field;
    value: Json | undefined;
    toggle?: ReactNode;
    onChange: (value: Json | undefined) => void;
}

function YesNo({ field, value, toggle, onChange }: ChoiceProps) {
    const id = useId();
    // A file that says nothing leaves it to the module.
    const holds = value ?? field.default;
    const on = holds === true || holds === "true";
    return (
        <div className="field">
            <div className="expression-label">
                <label className="check" htmlFor={id}>
                    <input
                        id={id}
                        type="checkbox"
                        checked={on}
                        onChange={(event) => onChange(typeof value === "string" ? String(event.target.checked) : event.target.checked)}
                    />
                    {field.label || field.name}
                </label>
                <span className="expression-tools">{toggle}</span>
            </div>
            {field.help && <div className="note">{field.help}</div>}
        </div>
    );
}

function Choice({ field, value, toggle, onChange }: ChoiceProps) {
    const id = useId();
    const options = field.options ?? [];
    const chosen = options.findIndex((option) => String(option.value) === String(value ?? ""));
    const initial = options.find((option) => field.default !== undefined && String(option.value) === String(field.default));
    const unchosen = initial ? `${initial.label} (unless chosen)` : "–";
    return (
        <div className="field">
            <div className="expression-label">
                <label htmlFor={id}>{field.label || field.name}</label>
                {field.required && <span className="note">required</span>}
                <span className="expression-tools">{toggle}</span>
            </div>
            <select
                id={id}
                className="input"
                value={chosen}
                onChange={(event) => onChange(options[Number(event.target.value)]?.value as Json | undefined)}
            >
                {(chosen === -1 || !field.required) && (
                    <option value={-1}>{chosen === -1 && value !== undefined && value !== null ? String(value) : unchosen}</option>
                )}
                {options.map((option, index) => (
                    <option key={index} value={index}>
                        {option.label}
                    </option>
                ))}
            </select>
            {field.help && <div className="note">{field.help}</div>}
        </div>
    );
}
