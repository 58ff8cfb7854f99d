import { SelectField } from "../ui";
import { choices } from "./choices";
import { originNames } from "./status";

interface RunFilterFieldsProps {
    status: string;
    origin: string;
    className?: string;
    onChange: (change: { status?: string; origin?: string }) => void;
}

/** What a run came to, and what started it. */
export function RunFilterFields({ status, origin, className, onChange }: RunFilterFieldsProps) {
    return (
        <>
            <SelectField className={className} label="Status" value={status} onChange={(event) => onChange({ status: event.target.value })}>
                <option value="">Any</option>
                {choices.map((one) => (
                    <option key={one.id} value={one.id}>
                        {one.label}
                    </option>
                ))}
            </SelectField>
            <SelectField className={className} label="Started by" value={origin} onChange={(event) => onChange({ origin: event.target.value })}>
                <option value="">Anything</option>
                {Object.entries(originNames).map(([id, name]) => (
                    <option key={id} value={id}>
                        {name}
                    </option>
                ))}
            </SelectField>
        </>
    );
}
