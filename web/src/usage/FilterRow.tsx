import { useEffect, useState } from "react";
import filterX from "lucide/funnel-x.svg";
import { Button, DayFields, SelectField, TextField } from "../ui";
import { choices } from "../run/choices";
import { originNames } from "../run/status";
import { isEmpty, type Filter } from "./filter";

interface FilterRowProps {
    filter: Filter;
    onChange: (filter: Filter) => void;
    onClear: () => void;
}

export function FilterRow({ filter, onChange, onClear }: FilterRowProps) {
    return (
        <div className="filters" role="search" aria-label="Filter">
            <Typed label="Name" value={filter.name} onChange={(name) => onChange({ ...filter, name })} />
            <SelectField label="Status" value={filter.status} onChange={(event) => onChange({ ...filter, status: event.target.value })}>
                <option value="">Any</option>
                {choices.map((one) => (
                    <option key={one.id} value={one.id}>
                        {one.label}
                    </option>
                ))}
            </SelectField>
            <SelectField label="Origin" value={filter.origin} onChange={(event) => onChange({ ...filter, origin: event.target.value })}>
                <option value="">Any</option>
                {Object.entries(originNames).map(([origin, name]) => (
                    <option key={origin} value={origin}>
                        {name}
                    </option>
                ))}
            </SelectField>
            <DayFields from={filter.from} to={filter.to} onChange={(days) => onChange({ ...filter, ...days })} />
            <Typed label="At least credits" inputMode="decimal" value={filter.min} onChange={(min) => onChange({ ...filter, min })} />
            {!isEmpty(filter) && (
                <Button kind="quiet" icon={filterX} onClick={onClear}>
                    Clear
                </Button>
            )}
        </div>
    );
}

const pause = 300;

/** A text that filters once the typing pauses. */
function Typed({
    label,
    value,
    onChange,
    inputMode,
}: {
    label: string;
    value: string;
    onChange: (value: string) => void;
    inputMode?: "decimal";
}) {
    const [text, setText] = useState(value);
    useEffect(() => setText(value), [value]);
    useEffect(() => {
        if (text === value) return;
        const timer = setTimeout(() => onChange(text), pause);
        return () => clearTimeout(timer);
    }, [text]);
    return <TextField label={label} value={text} inputMode={inputMode} onChange={(event) => setText(event.target.value)} />;
}
