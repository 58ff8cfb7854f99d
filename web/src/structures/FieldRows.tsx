import plus from "lucide/plus.svg";
import trash from "lucide/trash-2.svg";
import { Button, Check, IconButton, SelectField, TextField } from "../ui";
import { fieldTypes, holdsFields, mayHaveDefault, newField, type FieldDraft } from "./fields";

interface FieldRowsProps {
    drafts: readonly FieldDraft[];
    problems: ReadonlyMap<number, string>;
    /** "the structure", or the field that they stand in. */
    within: string;
    disabled?: boolean;
    onChange: (drafts: FieldDraft[]) => void;
}

/** Fields, each a box with what is said of it; those of collections and lists stand within. */
export function FieldRows({ drafts, problems, within, disabled, onChange }: FieldRowsProps) {
    return (
        <div className="structure-fields">
            {drafts.map((draft, at) => (
                <OneField
                    key={draft.id}
                    draft={draft}
                    place={at + 1}
                    problems={problems}
                    disabled={disabled}
                    onChange={(next) => onChange(drafts.map((one) => (one.id === draft.id ? next : one)))}
                    onRemove={() => onChange(drafts.filter((one) => one.id !== draft.id))}
                />
            ))}
            {!disabled && (
                <div>
                    <Button small icon={plus} aria-label={`Add a field to ${within}`} onClick={() => onChange([...drafts, newField()])}>
                        Add a field
                    </Button>
                </div>
            )}
        </div>
    );
}

interface OneFieldProps {
    draft: FieldDraft;
    place: number;
    problems: ReadonlyMap<number, string>;
    disabled?: boolean | undefined;
    onChange: (draft: FieldDraft) => void;
    onRemove: () => void;
}

function OneField({ draft, place, problems, disabled = false, onChange, onRemove }: OneFieldProps) {
    const put = (part: Partial<FieldDraft>) => onChange({ ...draft, ...part });
    const called = draft.name.trim() || `field ${place}`;
    return (
        <fieldset className="structure-field" disabled={disabled}>
            <legend className="hidden-text">{called}</legend>
            <div className="structure-row">
                <TextField
                    label="Name"
                    spellCheck={false}
                    autoComplete="off"
                    autoFocus={draft.name === "" && !disabled}
                    value={draft.name}
                    error={problems.get(draft.id)}
                    onChange={(event) => put({ name: event.target.value })}
                />
                <TypeSelect label="Type" value={draft.type} onChange={(type) => put({ type, initial: "" })} />
                {draft.type === "array" && (
                    <TypeSelect label="Each item" value={draft.itemType} none="Anything" onChange={(itemType) => put({ itemType })} />
                )}
                {mayHaveDefault(draft) && <Default draft={draft} onChange={(initial) => put({ initial })} />}
                <TextField label="Label" autoComplete="off" placeholder={draft.name} value={draft.label} onChange={(event) => put({ label: event.target.value })} />
                <div className="structure-end">
                    <Check label="Required" on={draft.required} disabled={disabled} onChange={(required) => put({ required })} />
                    {!disabled && <IconButton small icon={trash} label={`Take ${called} away`} onClick={onRemove} />}
                </div>
            </div>
            {holdsFields(draft) && (
                <FieldRows drafts={draft.fields} problems={problems} within={called} disabled={disabled} onChange={(fields) => put({ fields })} />
            )}
        </fieldset>
    );
}

function TypeSelect({ label, value, none, onChange }: { label: string; value: string; none?: string; onChange: (type: string) => void }) {
    // A list of lists is written with a collection between; no form of ours shows it otherwise.
    const types = none === undefined ? fieldTypes : fieldTypes.filter(([type]) => type !== "array" && type !== "any");
    const isOther = !(none !== undefined && value === "") && !types.some(([type]) => type === value);
    return (
        <SelectField label={label} value={value} onChange={(event) => onChange(event.target.value)}>
            {none !== undefined && <option value="">{none}</option>}
            {isOther && <option value={value}>{value}</option>}
            {types.map(([type, name]) => (
                <option key={type} value={type}>
                    {name}
                </option>
            ))}
        </SelectField>
    );
}

function Default({ draft, onChange }: { draft: FieldDraft; onChange: (initial: string) => void }) {
    if (draft.type !== "boolean")
        return <TextField label="Default" autoComplete="off" value={draft.initial} onChange={(event) => onChange(event.target.value)} />;
    return (
        <SelectField label="Default" value={draft.initial} onChange={(event) => onChange(event.target.value)}>
            <option value="">–</option>
            <option value="true">Yes</option>
            <option value="false">No</option>
        </SelectField>
    );
}
