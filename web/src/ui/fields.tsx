import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";

interface FieldProps {
    label: string;
    help?: ReactNode;
    error?: string | undefined;
}

/** A labelled input; help and error are read aloud with it. */
export function TextField({ label, help, error, className = "", ...rest }: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
    const id = useId();
    const notes = useId();
    return (
        <div className={`field ${className}`}>
            <label htmlFor={id}>{label}</label>
            <input
                id={id}
                className="input"
                aria-invalid={error ? true : undefined}
                aria-describedby={help || error ? notes : undefined}
                {...rest}
            />
            {(help || error) && (
                <div id={notes} className={error ? "field-error" : "note"}>
                    {error ?? help}
                </div>
            )}
        </div>
    );
}

export function SelectField({ label, help, children, className = "", ...rest }: FieldProps & SelectHTMLAttributes<HTMLSelectElement>) {
    const id = useId();
    const notes = useId();
    return (
        <div className={`field ${className}`}>
            <label htmlFor={id}>{label}</label>
            <select id={id} className="input" aria-describedby={help ? notes : undefined} {...rest}>
                {children}
            </select>
            {help && (
                <div id={notes} className="note">
                    {help}
                </div>
            )}
        </div>
    );
}

/** Several lines; the same notes as a text field. */
export function TextArea({ label, help, error, className = "", ...rest }: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
    const id = useId();
    const notes = useId();
    return (
        <div className={`field ${className}`}>
            <label htmlFor={id}>{label}</label>
            <textarea
                id={id}
                className="input"
                aria-invalid={error ? true : undefined}
                aria-describedby={help || error ? notes : undefined}
                {...rest}
            />
            {(help || error) && (
                <div id={notes} className={error ? "field-error" : "note"}>
                    {error ?? help}
                </div>
            )}
        </div>
    );
}

interface CheckProps {
    label: ReactNode;
    on: boolean;
    disabled?: boolean;
    onChange: (on: boolean) => void;
}

export function Check({ label, on, disabled, onChange }: CheckProps) {
    return (
        <label className="check">
            <input type="checkbox" checked={on} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
            {label}
        </label>
    );
}

interface SwitchProps {
    label: string;
    on: boolean;
    disabled?: boolean;
    /** The label is drawn beside it, not only read aloud. */
    labelled?: boolean;
    onChange: (on: boolean) => void;
}

export function Switch({ label, on, disabled, labelled, onChange }: SwitchProps) {
    const control = (
        <button
            type="button"
            role="switch"
            aria-checked={on}
            aria-label={label}
            className="switch"
            disabled={disabled}
            onClick={(event) => {
                event.stopPropagation();
                onChange(!on);
            }}
        >
            <span className="switch-knob" />
        </button>
    );
    if (!labelled) return control;
    return (
        <span className="row">
            {control}
            <span aria-hidden="true">{label}</span>
        </span>
    );
}
