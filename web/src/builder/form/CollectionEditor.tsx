import { useState } from "react";
import plus from "lucide/plus.svg";
import trash from "lucide/trash-2.svg";
import type { Field } from "../../api";
import type { Json, JsonObject } from "../../canvas/blueprint";
import { Button, IconButton } from "../../ui/Button";
import { FieldEditor } from "./FieldEditor";
import { GenericValue } from "./GenericValue";
import { shownFields } from "./shown";

interface CollectionEditorProps {
    fields: readonly Field[];
    /** All that are described, where only some of them stand here. */
    among?: readonly Field[];
    /** Whether what the file has beyond them stands here, too. */
    rest?: boolean;
    value: JsonObject;
    moduleId: number;
    isStatic: boolean;
    onChange: (value: JsonObject) => void;
}

/** The fields that are described, and below them what the file has beyond. */
export function CollectionEditor({ fields, among = fields, rest = true, value, moduleId, isStatic, onChange }: CollectionEditorProps) {
    const described = new Set(among.map((field) => field.name));
    const others = (rest ? Object.keys(value) : []).filter((key) => !described.has(key));
    const set = (key: string, next: Json | undefined) => onChange(withMember(value, key, next));
    const matter = new Set(shownFields(among, value));
    const shown = fields.filter((field) => matter.has(field));
    const plain = shown.filter((field) => !field.advanced);
    const advanced = shown.filter((field) => field.advanced);
    const draw = (field: Field) => (
        <FieldEditor
            key={field.name}
            field={field}
            value={value[field.name]}
            moduleId={moduleId}
            isStatic={isStatic}
            onChange={(next) => set(field.name, next)}
        />
    );
    return (
        <>
            {plain.map(draw)}
            {advanced.length > 0 && (
                <details className="form-more" open={advanced.some((field) => !sameAsDefault(value[field.name], field.default))}>
                    <summary>More settings</summary>
                    <div className="form-fields">{advanced.map(draw)}</div>
                </details>
            )}
            {others.length > 0 && (
                <details className="form-more">
                    <summary>Other values in the file ({others.length})</summary>
                    <div className="form-fields">
                        {others.map((key) => (
                            <GenericValue
                                key={key}
                                name={key}
                                value={value[key] ?? null}
                                moduleId={moduleId}
                                onChange={(next) => set(key, next)}
                            />
                        ))}
                    </div>
                </details>
            )}
        </>
    );
}

function sameAsDefault(value: Json | undefined, initial: unknown): boolean {
    return (
        value === undefined ||
        value === null ||
        value === "" ||
        JSON.stringify(value) === JSON.stringify(initial) ||
        (Array.isArray(value) && value.length === 0)
    );
}

/** A copy with one member set in its place; `undefined` takes it away. */
export function withMember(object: JsonObject, key: string, value: Json | undefined): JsonObject {
    const next = { ...object };
    if (value === undefined) delete next[key];
    else next[key] = value;
    return next;
}

interface KeyValuesProps {
    value: JsonObject;
    moduleId: number;
    onChange: (value: JsonObject) => void;
    what: string;
}

/** Free names and values: what to keep per item, a record, the outputs of a run. */
export function KeyValues({ value, moduleId, onChange, what }: KeyValuesProps) {
    const [name, setName] = useState("");
    const [fresh, setFresh] = useState<string | null>(null);
    const entries = Object.entries(value);
    const add = () => {
        const key = name.trim();
        if (key === "" || key in value) return;
        onChange({ ...value, [key]: "" });
        setName("");
        setFresh(key);
    };
    const rename = (from: string, to: string) => {
        if (to === "" || (to !== from && to in value)) return;
        onChange(Object.fromEntries(entries.map(([key, item]) => [key === from ? to : key, item])));
    };
    return (
        <div className="key-values">
            {entries.map(([key, item]) => (
                <div key={key} className="key-value">
                    <input
                        className="input key-name"
                        aria-label={`Name of ${key}`}
                        defaultValue={key}
                        onBlur={(event) => rename(key, event.target.value.trim())}
                    />
                    <IconButton icon={trash} label={`Take ${key} away`} small onClick={() => onChange(withMember(value, key, undefined))} />
                    <GenericValue
                        name={key}
                        value={item ?? null}
                        moduleId={moduleId}
                        onChange={(next) => onChange(withMember(value, key, next))}
                        labelHidden
                        autoFocus={key === fresh}
                    />
                </div>
            ))}
            <div className="key-new">
                <input
                    className="input"
                    aria-label={`New field of ${what}`}
                    placeholder="Name of a new field"
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                    onKeyDown={(event) => {
                        if (event.key === "Enter" && !event.ctrlKey) {
                            event.preventDefault();
                            add();
                        }
                    }}
                />
                <Button icon={plus} small onClick={add} disabled={name.trim() === "" || name.trim() in value}>
                    Add field
                </Button>
            </div>
        </div>
    );
}
