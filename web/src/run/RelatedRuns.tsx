import link from "lucide/link-2.svg";
import { incompletes, scenarios, useAnswer, useLiveReload, type Run } from "../api";
import { Link } from "../router";
import { useSession } from "../session";
import { Icon, Time } from "../ui";
import { callsOf, relatedTo, type CalledRun, type Related } from "./related";

const looked = 200;
const mostCalled = 5;

/** The newest runs of scenarios that may have been called; one that is gone or not ours has none. */
async function runsOf(scenarioIds: number[], signal: AbortSignal): Promise<CalledRun[]> {
    const lists = scenarioIds.map((scenarioId) =>
        scenarios.logs(scenarioId, { limit: 100 }, signal).then(
            (rows) => rows.map((row) => ({ ...row, scenarioId })),
            () => [],
        ),
    );
    return (await Promise.all(lists)).flat();
}

/** What led to this run, and what came of it. Nothing where it stands alone. */
export function RelatedRuns({ run }: { run: Run }) {
    const { organization } = useSession();
    const logs = useAnswer(run.replayable ? `replays ${run.id}` : null, (signal) => scenarios.logs(run.scenarioId, { limit: 100 }, signal));
    const kept = useAnswer(`kept by ${run.id}`, (signal) => incompletes.list(run.scenarioId, [], { limit: looked }, signal));
    const calls = callsOf(run.blueprint).slice(0, mostCalled);
    const called = useAnswer(calls.length === 0 ? null : `called by ${run.id}`, (signal) => runsOf(calls, signal));
    const reload = () => (logs.reload(), kept.reload(), called.reload());
    useLiveReload(organization.id, reload, (event) => event.scenarioId === run.scenarioId || calls.includes(event.scenarioId));
    const { from, gave } = relatedTo(run, logs.data ?? [], kept.data ?? [], called.data ?? []);
    if (from.length + gave.length === 0) return null;
    return (
        <ul className="related" aria-label="Belongs together" data-testid="run-related">
            {from.map((one) => (
                <Entry key={one.to} related={one} />
            ))}
            {gave.map((one) => (
                <Entry key={one.to} related={one} />
            ))}
        </ul>
    );
}

function Entry({ related }: { related: Related }) {
    return (
        <li>
            <Icon svg={link} size={14} />
            <Link to={related.to}>{related.text}</Link>
            {related.at && (
                <span className="note">
                    <Time at={related.at} />
                </span>
            )}
        </li>
    );
}
