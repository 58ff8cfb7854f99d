import { TextField } from "../ui";

/** Whole megabytes, or undefined where that isn't what was typed. */
export function roomOf(text: string): number | undefined {
    const megabytes = Number(text.trim() === "" ? NaN : text);
    return Number.isInteger(megabytes) && megabytes >= 1 ? megabytes : undefined;
}

export function RoomField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
    return (
        <TextField
            label="Room, in MB"
            inputMode="numeric"
            value={value}
            error={roomOf(value) === undefined ? "A whole number, at least 1." : undefined}
            onChange={(event) => onChange(event.target.value)}
        />
    );
}
