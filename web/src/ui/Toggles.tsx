interface TogglesProps {
    legend: string;
    options: { value: number; label: string; title?: string }[];
    chosen: readonly number[];
    disabled?: boolean | undefined;
    error?: string | undefined;
    onChange: (chosen: number[]) => void;
}

/** Several of a small set, such as days of the week: boxes that look like keys. */
export function Toggles({ legend, options, chosen, disabled, error, onChange }: TogglesProps) {
    const turn = (value: number, on: boolean) =>
        onChange(on ? [...chosen, value].sort((one, other) => one - other) : chosen.filter((one) => one !== value));
    return (
        <fieldset className="toggles">
            <legend>{legend}</legend>
            <div className="toggles-row">
                {options.map((option) => (
                    <label key={option.value} className="toggle" title={option.title}>
                        <input
                            type="checkbox"
                            aria-label={option.title ?? option.label}
                            checked={chosen.includes(option.value)}
                            disabled={disabled}
                            onChange={(event) => turn(option.value, event.target.checked)}
                        />
                        <span aria-hidden="true">{option.label}</span>
                    </label>
                ))}
            </div>
            {error && <div className="field-error">{error}</div>}
        </fieldset>
    );
}
