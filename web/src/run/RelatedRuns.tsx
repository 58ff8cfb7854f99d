import link from "lucide/link-2.svg";
import { incompletes, scenarios, useAnswer, useLiveReload, type Run } from "../api";
import { Link } from "../router";
import { useSession } from "../session";
import { Icon, Time } from "../ui";
import { relatedTo, type Related } from "./related";

const looked = 200;

/** What led to this run, and what came of it. Nothing where it stands alone. */
export function RelatedRuns({ run }: { run: Run }) {
    const { organization } = useSession();
    const logs = useAnswer(run.replayable ? `replays ${run.id}` : null, (signal) => scenarios.logs(run.scenarioId, { limit: 100 }, signal));
    const kept = useAnswer(`kept by ${run.id}`, (signal) => incompletes.list(run.scenarioId, [], { limit: looked }, signal));
    useLiveReload(organization.id, () => (logs.reload(), kept.reload()), (event) => event.scenarioId === run.scenarioId);
    const { from, gave } = relatedTo(run, logs.data ?? [], kept.data ?? []);
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
