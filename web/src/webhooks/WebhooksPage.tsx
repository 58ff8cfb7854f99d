import webhook from "lucide/webhook.svg";
import { building, scenarios, useAnswer, type Hook } from "../api";
import { count } from "../format";
import { Link } from "../router";
import { useSession } from "../session";
import { TeamList } from "../team/TeamList";
import type { Column } from "../ui";
import { useWords } from "../words";
import { NewWebhook } from "./NewWebhook";

/** Addresses that start scenarios: who listens, what waits. */
export default function WebhooksPage() {
    const { organization } = useSession();
    const words = useWords();
    const list = useAnswer(`scenario names ${organization.id}`, (signal) => scenarios.list({ organizationId: organization.id, limit: 1000 }, signal));
    const names = new Map((list.data?.scenarios ?? []).map((one) => [one.id, one.name]));
    const columns: Column<Hook>[] = [
        {
            id: "name",
            title: "Name",
            cell: (hook) => (
                <span className="row">
                    <Link to={`/webhooks/${hook.id}`} className="hook-name">
                        {hook.name}
                    </Link>
                    {!hook.enabled && <span className="chip">off</span>}
                    {hook.learning && <span className="chip">learning</span>}
                </span>
            ),
        },
        { id: "kind", title: "Kind", minor: true, cell: (hook) => (hook.type === "mail" ? "Mail" : "Web") },
        {
            id: "scenario",
            title: words.Scenario,
            cell: (hook) =>
                hook.scenarioId === null ? (
                    <span className="muted">nobody listens</span>
                ) : (
                    <Link to={`/scenarios/${hook.scenarioId}`}>{names.get(hook.scenarioId) ?? `${words.Scenario} ${hook.scenarioId}`}</Link>
                ),
        },
        { id: "queue", title: "Waiting", align: "end", cell: (hook) => `${count(hook.queueCount)} of ${count(hook.queueLimit)}` },
    ];
    return (
        <TeamList
            title="Webhooks"
            one="webhook"
            icon={webhook}
            path="/webhooks"
            testId="webhooks-table"
            read={building.hooks}
            columns={columns}
            adding={({ teams, onClose }) => (
                <NewWebhook teams={teams} onClose={onClose} />
            )}
        >
            A webhook is an address. Whatever is sent to it starts the {words.scenario} that listens there.
        </TeamList>
    );
}
