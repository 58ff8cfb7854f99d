import plus from "lucide/plus.svg";
import trash from "lucide/trash-2.svg";
import { Button, IconButton, TextField, Toggles } from "../ui";
import { months, weekdays } from "./calendar";
import type { Draft, Window } from "./draft";

interface LimitsProps {
    draft: Draft;
    disabled: boolean;
    error: string | undefined;
    onChange: (part: Partial<Draft>) => void;
}

const working: Window = { weekdays: [1, 2, 3, 4, 5], months: [], from: "08:00", to: "17:00" };

/** Only within certain days, months, hours, and a first and last day. Any of several windows is enough. */
export function Limits({ draft, disabled, error, onChange }: LimitsProps) {
    const change = (at: number, part: Partial<Window>) =>
        onChange({ windows: draft.windows.map((window, position) => (position === at ? { ...window, ...part } : window)) });
    const used = draft.windows.length > 0 || draft.from !== "" || draft.to !== "";
    return (
        <details className="schedule-limits" open={used}>
            <summary>Only within certain days or hours</summary>
            <div className="stack">
                {draft.windows.map((window, at) => (
                    <div key={at} className="schedule-window" role="group" aria-label={`Window ${at + 1}`}>
                        <div className="row">
                            <TextField
                                label="From"
                                type="time"
                                value={window.from}
                                disabled={disabled}
                                onChange={(event) => change(at, { from: event.target.value })}
                            />
                            <TextField
                                label="To"
                                type="time"
                                value={window.to}
                                disabled={disabled}
                                onChange={(event) => change(at, { to: event.target.value })}
                            />
                            <span className="row-end">
                                <IconButton
                                    icon={trash}
                                    label={`Take window ${at + 1} away`}
                                    disabled={disabled}
                                    onClick={() => onChange({ windows: draft.windows.filter((_, position) => position !== at) })}
                                />
                            </span>
                        </div>
                        <Toggles
                            legend="On (none chosen: every day)"
                            options={weekdays()}
                            chosen={window.weekdays}
                            disabled={disabled}
                            onChange={(chosen) => change(at, { weekdays: chosen })}
                        />
                        <Toggles
                            legend="In (none chosen: every month)"
                            options={months()}
                            chosen={window.months}
                            disabled={disabled}
                            onChange={(chosen) => change(at, { months: chosen })}
                        />
                    </div>
                ))}
                {!disabled && (
                    <div>
                        <Button small icon={plus} onClick={() => onChange({ windows: [...draft.windows, working] })}>
                            {draft.windows.length === 0 ? "Add hours" : "Add other hours"}
                        </Button>
                    </div>
                )}
                <div className="row" role="group" aria-label="First and last day">
                    <TextField
                        label="First day"
                        type="date"
                        value={draft.from}
                        max={draft.to || undefined}
                        disabled={disabled}
                        onChange={(event) => onChange({ from: event.target.value })}
                    />
                    <TextField
                        label="Last day"
                        type="date"
                        value={draft.to}
                        min={draft.from || undefined}
                        disabled={disabled}
                        onChange={(event) => onChange({ to: event.target.value })}
                    />
                </div>
                {error && <div className="field-error">{error}</div>}
            </div>
        </details>
    );
}
