import { useState } from "react";
import trash from "lucide/trash-2.svg";
import { ApiError, scenarios as calls, useAnswer, type Scenario, type Scheduling } from "../api";
import { Button, Dialog, SelectField, TextField, toast } from "../ui";
import { useWords } from "../words";
import { costOfInterval } from "./cost";

interface SettingsTabProps {
    scenario: Scenario;
    changes: boolean;
    onChanged: (scenario: Scenario) => void;
    onRemoved: () => void;
}

/** Name, schedule, removal. */
export function SettingsTab({ scenario, changes, onChanged, onRemoved }: SettingsTabProps) {
    const words = useWords();
    const [name, setName] = useState(scenario.name);
    const [type, setType] = useState(scenario.scheduling.type);
    const [minutes, setMinutes] = useState(String(Math.max(1, Math.round((scenario.scheduling.interval ?? 900) / 60))));
    const [busy, setBusy] = useState(false);
    const [asking, setAsking] = useState(false);
    const estimate = useAnswer(type === "indefinitely" ? `estimate ${scenario.id} ${scenario.version}` : null, (signal) =>
        calls.estimate(scenario.id, signal),
    );
    const interval = Math.round(Number(minutes) * 60);
    const problem = type === "indefinitely" && !(interval >= 60) ? "A whole number of minutes, at least 1." : undefined;

    const save = async () => {
        setBusy(true);
        try {
            const { interval: _, ...others } = scenario.scheduling;
            const scheduling: Scheduling = type === "indefinitely" ? { ...others, type, interval } : { ...others, type };
            const { scenario: changed } = await calls.change(scenario.id, { name: name.trim(), scheduling: JSON.stringify(scheduling) });
            onChanged(changed);
            toast("Saved.", { kind: "good" });
        } catch (error) {
            toast(`Nothing was saved. ${error instanceof ApiError ? error.message : String(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    const remove = async () => {
        setBusy(true);
        try {
            await calls.remove(scenario.id);
            toast(`${scenario.name} is deleted. Its usage stays in every figure.`);
            onRemoved();
        } catch (error) {
            setAsking(false);
            setBusy(false);
            toast(`It was not deleted. ${error instanceof ApiError ? error.message : String(error)}`, { kind: "bad" });
        }
    };
    return (
        <>
            <form
                className="card settings-card"
                aria-label="Settings"
                onSubmit={(event) => {
                    event.preventDefault();
                    if (!problem && name.trim() !== "") save();
                }}
            >
                <TextField
                    label="Name"
                    value={name}
                    disabled={!changes}
                    error={name.trim() === "" ? "It needs a name." : undefined}
                    onChange={(event) => setName(event.target.value)}
                />
                <SelectField label="Runs" value={type} disabled={!changes} onChange={(event) => setType(event.target.value)}>
                    <option value="on-demand">On demand only</option>
                    <option value="indefinitely">At regular intervals</option>
                    <option value="immediately">As events come in</option>
                    {!["on-demand", "indefinitely", "immediately"].includes(type) && <option value={type}>{type}</option>}
                </SelectField>
                {type === "indefinitely" && (
                    <TextField
                        label="Every … minutes"
                        inputMode="numeric"
                        value={minutes}
                        disabled={!changes}
                        error={problem}
                        help={estimate.data && costOfInterval(estimate.data, interval)}
                        onChange={(event) => setMinutes(event.target.value)}
                    />
                )}
                {changes && (
                    <div>
                        <Button kind="primary" type="submit" busy={busy && !asking}>
                            Save
                        </Button>
                    </div>
                )}
            </form>
            {changes && (
                <section className="card settings-card" aria-labelledby="removal">
                    <h2 id="removal">Delete</h2>
                    <p className="muted">
                        Its runs stop and its history goes. Its name and its usage stay in every figure, marked as deleted.
                    </p>
                    <div>
                        <Button kind="danger" icon={trash} onClick={() => setAsking(true)}>
                            Delete this {words.scenario}
                        </Button>
                    </div>
                </section>
            )}
            {asking && (
                <Dialog
                    title={`Delete ${scenario.name}?`}
                    onClose={() => setAsking(false)}
                    footer={
                        <>
                            <Button onClick={() => setAsking(false)}>Keep it</Button>
                            <Button kind="danger" icon={trash} busy={busy} onClick={remove}>
                                Delete this {words.scenario}
                            </Button>
                        </>
                    }
                >
                    This can't be undone. Export the blueprint first if you may want it back.
                </Dialog>
            )}
        </>
    );
}
