import { useEffect, useState } from "react";
import filterX from "lucide/funnel-x.svg";
import { Button, DayFields, TextField } from "../ui";
import { RunFilterFields } from "../run/RunFilterFields";
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
            <RunFilterFields status={filter.status} origin={filter.origin} onChange={(change) => onChange({ ...filter, ...change })} />
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
