import type { ConnectionType, SecretField } from "../api";
import { Check, SelectField, TextArea, TextField } from "../ui";
import type { Typed } from "./form";

interface ConnectionFieldsProps {
    type: ConnectionType;
    typed: Typed;
    /** Secrets that are there already. */
    kept?: readonly string[];
    wrong: ReadonlySet<string>;
    onChange: (typed: Typed) => void;
}

/** The form that the server says a type has. Secrets are never shown, and empty means as it is. */
export function ConnectionFields({ type, typed, kept = [], wrong, onChange }: ConnectionFieldsProps) {
    const draw = (field: SecretField) => (
        <OneField
            key={field.name}
            field={field}
            value={typed[field.name]}
            isKept={kept.includes(field.name)}
            error={wrong.has(field.name) ? "It is needed." : undefined}
            onChange={(value) => onChange({ ...typed, [field.name]: value })}
        />
    );
    const advanced = type.fields.filter((field) => field.advanced);
    return (
        <>
            {type.fields.filter((field) => !field.advanced).map(draw)}
            {advanced.length > 0 && (
                <details className="connection-more" open={advanced.some((field) => typed[field.name] !== undefined && typed[field.name] !== field.default)}>
                    <summary>More</summary>
                    <div className="stack">{advanced.map(draw)}</div>
                </details>
            )}
        </>
    );
}

interface OneFieldProps {
    field: SecretField;
    value: string | boolean | undefined;
    isKept: boolean;
    error: string | undefined;
    onChange: (value: string | boolean | undefined) => void;
}

function OneField({ field, value, isKept, error, onChange }: OneFieldProps) {
    const label = field.label || field.name;
    const text = value === undefined ? "" : String(value);
    const help = field.secret && isKept ? `${field.help ? `${field.help} ` : ""}Kept, and not shown. Empty: it stays.` : field.help;
    const common = { label, error, ...(help ? { help } : {}) };
    if (field.type === "boolean") return <Check label={label} on={value === true || value === "true"} onChange={onChange} />;
    if (field.options && field.options.length > 0)
        return (
            <SelectField {...common} value={text} onChange={(event) => onChange(event.target.value)}>
                {!field.required && <option value="">–</option>}
                {field.options.map((option) => (
                    <option key={String(option.value)} value={String(option.value)}>
                        {option.label}
                    </option>
                ))}
            </SelectField>
        );
    if (field.multiline)
        return (
            <TextArea
                {...common}
                className="secret-text"
                rows={4}
                spellCheck={false}
                autoComplete="off"
                value={text}
                onChange={(event) => onChange(event.target.value)}
            />
        );
    return (
        <TextField
            {...common}
            type={field.secret ? "password" : inputTypes[field.type.toLowerCase()] ?? "text"}
            autoComplete={field.secret ? "new-password" : "off"}
            spellCheck={false}
            placeholder={field.secret && isKept ? "••••••••" : undefined}
            value={text}
            onChange={(event) => onChange(event.target.value)}
        />
    );
}

const inputTypes: Record<string, string> = { email: "email", url: "url" };
