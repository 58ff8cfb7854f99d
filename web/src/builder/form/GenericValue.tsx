import type { Json, JsonObject } from "../../canvas/blueprint";
import { keptDigits } from "../../canvas/numbers";
import { isObject } from "../../canvas/paths";
import { KeyValues } from "./CollectionEditor";
import { ExpressionField } from "./ExpressionField";
import { Group } from "./FieldEditor";
import { ListEditor } from "./ListEditor";

interface GenericValueProps {
    name: string;
    value: Json;
    moduleId: number;
    onChange: (value: Json) => void;
    labelHidden?: boolean;
    autoFocus?: boolean;
}

/** Any value of a file, whatever its form; it keeps its type unless something else is typed. */
export function GenericValue({ name, value, moduleId, onChange, labelHidden, autoFocus }: GenericValueProps) {
    if (Array.isArray(value)) {
        return (
            <Group label={name}>
                <ListEditor field={{ name, type: "array" }} value={value} moduleId={moduleId} isStatic={false} onChange={onChange} />
            </Group>
        );
    }
    const digits = keptDigits(value);
    if (isObject(value) && digits === null) {
        return (
            <Group label={name}>
                <KeyValues value={value as JsonObject} moduleId={moduleId} onChange={onChange} what={name} />
            </Group>
        );
    }
    const text = digits ?? (value === null ? "" : String(value));
    return (
        <ExpressionField
            label={name}
            labelHidden={labelHidden ?? false}
            value={text}
            moduleId={moduleId}
            autoFocus={autoFocus ?? false}
            onChange={(next) => onChange(retyped(next, value))}
        />
    );
}

function retyped(text: string, before: Json): Json {
    if (before === null) return text === "" ? null : text;
    if (typeof before === "number") return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
    if (typeof before === "boolean") return text === "true" ? true : text === "false" ? false : text;
    return text;
}
