import { forwardRef, useId, type ReactNode } from "react";
import type { Answer, Field } from "../../api";
import type { Json } from "../../canvas/blueprint";

export interface Choice {
    id: number;
    name: string;
    /** What is to be known of it before it is chosen. */
    note?: string;
}

interface PickerProps {
    field: Field;
    value: Json | undefined;
    toggle?: ReactNode;
    /** What it was where the file comes from. */
    former?: string | undefined;
    /** "data store", in the middle of a sentence. */
    what: string;
    answer: Pick<Answer<unknown>, "data" | "loading">;
    choices: readonly Choice[];
    onChange: (value: Json | undefined) => void;
    /** The button by which one is made here. */
    make?: ReactNode;
    /** What belongs below the list. */
    children?: ReactNode;
}

/** One of the things of this team, by its id. What the file names stays named, also where it isn't here. */
export const Picker = forwardRef<HTMLSelectElement, PickerProps>(function Picker(
    { field, value, toggle, former, what, answer, choices, onChange, make, children },
    ref,
) {
    const id = useId();
    const chosen = value === undefined || value === null ? "" : String(value);
    const known = choices.some((choice) => String(choice.id) === chosen);
    const notes = useId();
    const missing = chosen === "" && field.required;
    const elsewhere = chosen !== "" && !known && answer.data !== undefined;
    const was = former && (missing || elsewhere || chosen === "") ? ` It was ${former} where the file comes from.` : "";
    const one = `${/^[aeiou]/i.test(what) ? "an" : "a"} ${what}`;
    const capital = what.charAt(0).toUpperCase() + what.slice(1);
    return (
        <div className="field">
            <div className="expression-label">
                <label htmlFor={id}>{field.label || field.name}</label>
                {field.required && <span className="note">required</span>}
                <span className="expression-tools">{toggle}</span>
            </div>
            <div className="field-with-button">
                <select
                    ref={ref}
                    id={id}
                    className="input"
                    aria-describedby={missing || elsewhere || was ? notes : undefined}
                    value={chosen}
                    onChange={(event) => onChange(event.target.value === "" ? undefined : Number(event.target.value))}
                >
                    <option value="">Choose {one}</option>
                    {chosen !== "" && !known && (
                        <option value={chosen}>{answer.loading ? "…" : `${capital} ${chosen} (${answer.data ? "not here" : "not read"})`}</option>
                    )}
                    {choices.map((one) => (
                        <option key={one.id} value={one.id}>
                            {one.name}
                            {one.note && ` (${one.note})`}
                        </option>
                    ))}
                </select>
                {make}
            </div>
            {(missing || elsewhere || was) && (
                <div id={notes} className={missing || elsewhere ? "field-warning" : "note"}>
                    {elsewhere && `Nothing here has the number ${chosen}: choose one of yours${make ? ", or make a new one" : ""}.`}
                    {missing && `Choose ${one}${make ? ", or make a new one" : ""}: a run stops without it.`}
                    {was}
                </div>
            )}
            {children}
            {field.help && <div className="note">{field.help}</div>}
        </div>
    );
});
