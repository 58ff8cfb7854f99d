import { schedules, useAnswer, type Scenario } from "../api";
import { counted } from "../format";
import { Link } from "../router";
import { Time } from "../ui";

/** The last times that were due, and what became of each. */
export function Served({ scenario }: { scenario: Scenario }) {
    const answer = useAnswer(`schedule ${scenario.id} ${scenario.isActive} ${JSON.stringify(scenario.scheduling)}`, (signal) =>
        schedules.read(scenario.id, signal),
    );
    const served = answer.data?.served ?? [];
    if (served.length === 0) return null;
    return (
        <details>
            <summary>The last times ({served.length})</summary>
            <ul className="served">
                {served.map((one) => (
                    <li key={one.due}>
                        <Time at={one.due} />
                        {one.runId ? (
                            <Link to={`/scenarios/${scenario.id}/history/${one.runId}`}>its run</Link>
                        ) : (
                            <span className="muted">nothing to run for</span>
                        )}
                        {one.late && <span className="chip">late</span>}
                        {one.missed > 0 && <span className="note">{counted(one.missed, "time was missed", "times were missed")}</span>}
                    </li>
                ))}
            </ul>
        </details>
    );
}
