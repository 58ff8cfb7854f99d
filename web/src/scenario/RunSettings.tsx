import { useState, type ReactNode } from "react";
import { ApiError, reasonOf, scenarios as calls, useAnswer, type Scenario } from "../api";
import { requestText } from "../api/request";
import { parseKeepingNumbers } from "../canvas/numbers";
import { Banner, Button, SelectField, Shown, Skeleton, Switch, TextField, toast } from "../ui";
import { settingsOf, withSettings, type ScenarioSettings } from "./settings";

interface RunSettingsProps {
    scenario: Scenario;
    changes: boolean;
    onChanged: (scenario: Scenario) => void;
}

/** The blueprint's own word on how it is run, read whole so that nothing else in it is lost. */
async function readBlueprint(id: number, signal?: AbortSignal): Promise<{ blueprint: Record<string, unknown>; version: number }> {
    const text = await requestText(`/scenarios/${id}/blueprint`, signal ? { signal } : {});
    return (parseKeepingNumbers(text) as { response: { blueprint: Record<string, unknown>; version: number } }).response;
}

/** How runs go: in one panel, each with a sentence on what it does. */
export function RunSettings(props: RunSettingsProps) {
    const { scenario } = props;
    const answer = useAnswer(`run settings ${scenario.id} ${scenario.version}`, (signal) => readBlueprint(scenario.id, signal));
    return (
        <Shown answer={answer} what="Its settings" skeleton={<Skeleton />}>
            {(read) => <Panel key={read.version} {...props} {...read} />}
        </Shown>
    );
}

function Panel({ scenario, changes, onChanged, blueprint, version }: RunSettingsProps & { blueprint: Record<string, unknown>; version: number }) {
    const before = settingsOf(blueprint);
    const [settings, setSettings] = useState(before);
    const [figures, setFigures] = useState({ roundtrips: String(before.roundtrips), maxErrors: String(before.maxErrors) });
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const cycles = whole(figures.roundtrips, 100);
    const errors = whole(figures.maxErrors, 1000);
    const put = (part: Partial<ScenarioSettings>) => setSettings({ ...settings, ...part });
    const save = async () => {
        if (cycles === null || errors === null) return;
        setBusy(true);
        setFailure(undefined);
        try {
            const next = withSettings(blueprint, { ...settings, roundtrips: cycles, maxErrors: errors });
            const { scenario: changed } = await calls.change(scenario.id, { blueprint: JSON.stringify(next), basedOnVersion: version });
            onChanged(changed);
            toast("Saved. Runs that begin from now on follow it.", { kind: "good" });
        } catch (error) {
            const outdated = error instanceof ApiError && error.outdated;
            setFailure(outdated ? "Nothing was saved: someone saved another version meanwhile. Load the page again." : `Nothing was saved. ${reasonOf(error)}`);
        }
        setBusy(false);
    };
    const choice = (name: keyof ScenarioSettings, label: string, what: ReactNode) => (
        <Choice label={label} what={what} on={settings[name] as boolean} disabled={!changes} onChange={(on) => put({ [name]: on })} />
    );
    return (
        <form
            className="card settings-card"
            aria-labelledby="run-settings"
            onSubmit={(event) => {
                event.preventDefault();
                void save();
            }}
        >
            <h2 id="run-settings">How it runs</h2>
            <div className="choices">
                {choice("sequential", "One run after another", "The next run begins when the last has ended, and when nothing incomplete is left of it.")}
                {choice("dlq", "Keep incomplete executions", "A bundle that fails is kept with all that was worked out for it, to be tried again from where it failed.")}
                {choice(
                    "dataloss",
                    "Allow data to be lost",
                    "If too many incomplete executions wait already, a bundle that fails is dropped and the run goes on; otherwise the run ends there with an error and no more are started until you switch it on again.",
                )}
                {choice("confidential", "Confidential", "What modules were given and gave is not kept after a run: it can't be looked at, searched or mapped from.")}
                {choice(
                    "autoCommit",
                    "Commit after each module",
                    "What a module changes in a data store stays, whatever becomes of the run. Otherwise it counts from the cycle's end, and an error without a handler takes it back.",
                )}
            </div>
            <SelectField
                label="What is kept of a run"
                value={settings.logLevel}
                disabled={!changes}
                help="Operations, credits and errors are always kept. A run whose bundles aren't kept can't be looked into, nor replayed if it ended well."
                onChange={(event) => put({ logLevel: event.target.value })}
            >
                <option value="full">All bundles</option>
                <option value="failures">Bundles of runs that failed</option>
                <option value="operations">No bundles</option>
            </SelectField>
            <div className="settings-pair">
                <TextField
                    label="Cycles of one run"
                    inputMode="numeric"
                    value={figures.roundtrips}
                    disabled={!changes}
                    error={cycles === null ? "A whole number from 1 to 100." : undefined}
                    help="How often the trigger is asked for more in a run, at most."
                    onChange={(event) => setFigures({ ...figures, roundtrips: event.target.value })}
                />
                <TextField
                    label="Errors in a row"
                    inputMode="numeric"
                    value={figures.maxErrors}
                    disabled={!changes}
                    error={errors === null ? "A whole number from 1 to 1,000." : undefined}
                    help="After so many failed runs, one after another, it is switched off; at the first one if it starts as events come in."
                    onChange={(event) => setFigures({ ...figures, maxErrors: event.target.value })}
                />
            </div>
            {failure && <Banner tone="bad">{failure}</Banner>}
            {changes && (
                <div>
                    <Button kind="primary" type="submit" busy={busy} disabled={cycles === null || errors === null}>
                        Save how it runs
                    </Button>
                </div>
            )}
        </form>
    );
}

interface ChoiceProps {
    label: string;
    what: ReactNode;
    on: boolean;
    disabled: boolean;
    onChange: (on: boolean) => void;
}

function Choice({ label, what, on, disabled, onChange }: ChoiceProps) {
    return (
        <div className="choice">
            <Switch label={label} on={on} disabled={disabled} onChange={onChange} />
            <div>
                <strong>{label}</strong>
                <p className="note">{what}</p>
            </div>
        </div>
    );
}

function whole(text: string, most: number): number | null {
    const number = Number(text);
    return Number.isInteger(number) && number >= 1 && number <= most && text.trim() !== "" ? number : null;
}
