import { useState } from "react";
import trash from "lucide/trash-2.svg";
import { ApiError, scenarios as calls, type Scenario } from "../api";
import { ScheduleCard } from "../schedule/ScheduleCard";
import { Button, Dialog, toast } from "../ui";
import { useWords } from "../words";
import { NameCard } from "./NameCard";
import { RunSettings } from "./RunSettings";

interface SettingsTabProps {
    scenario: Scenario;
    changes: boolean;
    onChanged: (scenario: Scenario) => void;
    onRemoved: () => void;
}

/** Schedule, how it runs, name, removal. */
export function SettingsTab({ scenario, changes, onChanged, onRemoved }: SettingsTabProps) {
    const words = useWords();
    const [busy, setBusy] = useState(false);
    const [asking, setAsking] = useState(false);
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
            <ScheduleCard key={`${scenario.id} ${JSON.stringify(scenario.scheduling)}`} scenario={scenario} changes={changes} onChanged={onChanged} />
            <RunSettings scenario={scenario} changes={changes} onChanged={onChanged} />
            <NameCard key={scenario.name} scenario={scenario} changes={changes} onChanged={onChanged} />
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
