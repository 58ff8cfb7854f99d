import { useState } from "react";
import trash from "lucide/trash-2.svg";
import type { Scenario } from "../api";
import { ScheduleCard } from "../schedule/ScheduleCard";
import { Button } from "../ui";
import { useWords } from "../words";
import { DeleteScenario } from "./DeleteScenario";
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
    const [asking, setAsking] = useState(false);
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
            {asking && <DeleteScenario scenario={scenario} onClose={() => setAsking(false)} onRemoved={onRemoved} />}
        </>
    );
}
