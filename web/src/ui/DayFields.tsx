import { TextField } from "./fields";

interface DayFieldsProps {
    from: string;
    to: string;
    onChange: (days: { from: string; to: string }) => void;
}

/** From one day to another, both included; either may be left open. */
export function DayFields({ from, to, onChange }: DayFieldsProps) {
    return (
        <>
            <TextField
                label="From"
                type="date"
                value={from}
                max={to || undefined}
                onChange={(event) => onChange({ from: event.target.value, to })}
            />
            <TextField
                label="To"
                type="date"
                value={to}
                min={from || undefined}
                onChange={(event) => onChange({ from, to: event.target.value })}
            />
        </>
    );
}
