import { useState } from "react";
import plus from "lucide/plus.svg";
import webhook from "lucide/webhook.svg";
import { building, reasonOf, scenarios, useAnswer, type Hook } from "../api";
import { count } from "../format";
import { Link, navigate } from "../router";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { Button, Dialog, EmptyState, SelectField, Shown, SkeletonBlocks, Table, TextField, toast, type Column } from "../ui";
import { useWords } from "../words";

/** Addresses that start scenarios: who listens, what waits. */
export default function WebhooksPage() {
    const { user, organization, teams, team } = useSession();
    const words = useWords();
    const shown = team ? [team] : teams;
    const answer = useAnswer(shown.length === 0 ? null : `all hooks ${shown.map((one) => one.id).join(" ")}`, async (signal) => {
        const lists = await Promise.all(shown.map((one) => building.hooks(one.id, signal)));
        return lists.flat();
    });
    const list = useAnswer(`scenario names ${organization.id}`, (signal) => scenarios.list({ organizationId: organization.id, limit: 1000 }, signal));
    const names = new Map((list.data?.scenarios ?? []).map((one) => [one.id, one.name]));
    const [adding, setAdding] = useState(false);
    const changes = mayChange(user, organization.id);
    const add = changes && (
        <Button kind="primary" icon={plus} onClick={() => setAdding(true)}>
            New webhook
        </Button>
    );
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
        <Page title="Webhooks" actions={answer.data && answer.data.length > 0 && add}>
            <Shown answer={answer} what="The webhooks" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(rows) => (
                    <section className="card card-flush">
                        {rows.length === 0 ? (
                            <EmptyState icon={webhook} title="No webhooks yet" action={add}>
                                A webhook is an address. Whatever is sent to it starts the {words.scenario} that listens there.
                            </EmptyState>
                        ) : (
                            <Table
                                label="Webhooks"
                                testId="webhooks-table"
                                columns={columns}
                                rows={rows}
                                rowKey={(hook) => hook.id}
                                onOpen={(hook) => navigate(`/webhooks/${hook.id}`)}
                            />
                        )}
                    </section>
                )}
            </Shown>
            {adding && <NewWebhook teams={shown} onClose={() => setAdding(false)} />}
        </Page>
    );
}

function NewWebhook({ teams, onClose }: { teams: { id: number; name: string }[]; onClose: () => void }) {
    const [name, setName] = useState("");
    const [teamId, setTeamId] = useState(teams[0]?.id);
    const [busy, setBusy] = useState(false);
    const make = async () => {
        if (name.trim() === "" || teamId === undefined) return;
        setBusy(true);
        try {
            const hook = await building.makeHook({ name: name.trim(), teamId, typeName: "gateway-webhook" });
            navigate(`/webhooks/${hook.id}`);
        } catch (error) {
            toast(`It was not made. ${reasonOf(error)}`, { kind: "bad" });
            setBusy(false);
        }
    };
    return (
        <Dialog
            title="New webhook"
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button kind="primary" busy={busy} disabled={name.trim() === ""} onClick={make}>
                        Create webhook
                    </Button>
                </>
            }
        >
            <form
                className="stack"
                onSubmit={(event) => {
                    event.preventDefault();
                    void make();
                }}
            >
                <TextField label="Name" value={name} onChange={(event) => setName(event.target.value)} />
                {teams.length > 1 && (
                    <SelectField label="Team" value={teamId} onChange={(event) => setTeamId(Number(event.target.value))}>
                        {teams.map((one) => (
                            <option key={one.id} value={one.id}>
                                {one.name}
                            </option>
                        ))}
                    </SelectField>
                )}
            </form>
        </Dialog>
    );
}
