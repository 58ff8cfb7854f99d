import { useState, type ReactNode } from "react";
import alert from "lucide/triangle-alert.svg";
import pencil from "lucide/pencil.svg";
import trash from "lucide/trash-2.svg";
import { incompletes as calls, reasonOf, scenarios, useAnswer, useLiveReload, type Incomplete } from "../api";
import { bytes, count } from "../format";
import { Link, navigate } from "../router";
import { useModuleNames } from "../run/useModuleNames";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { Button, Data, Icon, Shown, Time, toast } from "../ui";
import { useWords } from "../words";
import { Attempts } from "./Attempts";
import { DeleteDialog } from "./DeleteDialog";
import { EditBundle } from "./EditBundle";
import { IncompleteMark } from "./IncompleteMark";
import { RetryMenu } from "./RetryMenu";
import { mayDelete, mayRetry, sentence } from "./state";

/** One incomplete execution: why it failed, what it holds, what was tried. */
export default function IncompletePage({ scenarioId, id }: { scenarioId: number; id: string }) {
    const { user, organization } = useSession();
    const words = useWords();
    const answer = useAnswer(`incomplete ${id}`, (signal) => calls.read(id, signal));
    const scenario = useAnswer(`scenario ${scenarioId}`, (signal) => scenarios.read(scenarioId, signal));
    useLiveReload(organization.id, answer.reload, (event) => event.scenarioId === scenarioId);
    const [deleting, setDeleting] = useState(false);
    const list = `/scenarios/${scenarioId}/incomplete`;
    const one = answer.data;
    const changes = mayChange(user, organization.id);
    const retry = async (latest: boolean) => {
        try {
            const run = await calls.retry(id, latest);
            toast("An attempt has begun.", { link: { to: `/scenarios/${scenarioId}/history/${run}`, label: "Watch it" } });
        } catch (error) {
            toast(`It was not tried again. ${reasonOf(error)}`, { kind: "bad" });
        }
        answer.reload();
    };
    return (
        <Page
            title="Incomplete execution"
            crumbs={[
                { label: words.Scenarios, to: "/scenarios" },
                { label: scenario.data?.name ?? words.Scenario, to: `/scenarios/${scenarioId}` },
                { label: "Incomplete executions", to: list },
            ]}
            actions={
                one &&
                changes && (
                    <>
                        {mayDelete(one) && (
                            <Button icon={trash} onClick={() => setDeleting(true)}>
                                Delete
                            </Button>
                        )}
                        {mayRetry(one) && <RetryMenu onRetry={retry} />}
                    </>
                )
            }
        >
            <Shown answer={answer} what="This incomplete execution">
                {(shown) => <Details one={shown} scenarioId={scenarioId} changes={changes} />}
            </Shown>
            {deleting && one && (
                <DeleteDialog scenarioId={scenarioId} chosen={[one]} onClose={() => setDeleting(false)} onDeleted={() => navigate(list)} />
            )}
        </Page>
    );
}

function Details({ one, scenarioId, changes }: { one: Incomplete; scenarioId: number; changes: boolean }) {
    const blueprint = useAnswer(`incomplete blueprint ${one.id} ${one.version}`, (signal) => calls.blueprint(one.id, signal));
    const bundles = useAnswer(`incomplete bundles ${one.id}`, (signal) => calls.bundles(one.id, signal));
    const [editing, setEditing] = useState<number>();
    const names = useModuleNames(blueprint.data);
    const nameOf = (moduleId: number) => names.get(moduleId) ?? `Module ${moduleId}`;
    return (
        <>
            <section className="card run-header" aria-label="About this incomplete execution">
                <p className="run-sentence" data-testid="incomplete-state" aria-live="polite">
                    <IncompleteMark state={one.state} text={sentence(one)} />
                </p>
                <dl className="run-facts">
                    <Fact name="Failed at">{names.get(one.moduleId) ?? one.module}</Fact>
                    <Fact name="Created">
                        <Time at={one.created} />
                    </Fact>
                    <Fact name="Attempts">{count(one.attempts)}</Fact>
                    {one.nextAttempt && (
                        <Fact name="Next attempt">
                            <Time at={one.nextAttempt} />
                        </Fact>
                    )}
                    {one.resolvedAt && (
                        <Fact name="Resolved">
                            <Time at={one.resolvedAt} />
                        </Fact>
                    )}
                    <Fact name="Size">{bytes(one.size)}</Fact>
                    <Fact name="Version">{one.version}</Fact>
                    <Fact name="Run">
                        <Link to={`/scenarios/${scenarioId}/history/${one.executionId}`}>The run that it failed in</Link>
                    </Fact>
                </dl>
            </section>
            <div className={`banner ${one.state === "resolved" ? "" : "banner-bad"}`}>
                <Icon svg={alert} size={18} />
                <div>
                    <strong>{one.reasonType}</strong>
                    <p>{one.reason}</p>
                </div>
            </div>
            <section className="card" aria-labelledby="bundles">
                <div className="card-header">
                    <h2 id="bundles">Bundles</h2>
                    <span className="note">What each module before it gave; an attempt goes on from these.</span>
                </div>
                <Shown answer={bundles} what="The bundles">
                    {(found) => (
                        <ul className="bundles" data-testid="bundles">
                            {Object.entries(found).map(([moduleId, value]) => (
                                <li key={moduleId}>
                                    <div className="row bundle-head">
                                        <h3>{nameOf(Number(moduleId))}</h3>
                                        {changes && mayRetry(one) && (
                                            <Button small icon={pencil} aria-label={`Edit the bundle of ${nameOf(Number(moduleId))}`} onClick={() => setEditing(Number(moduleId))}>
                                                Edit
                                            </Button>
                                        )}
                                    </div>
                                    <Data name={`Bundle of ${nameOf(Number(moduleId))}`} value={value} empty="It gave an empty bundle." />
                                </li>
                            ))}
                            {Object.keys(found).length === 0 && <li className="muted">It failed before a module gave something.</li>}
                        </ul>
                    )}
                </Shown>
            </section>
            <Attempts one={one} scenarioId={scenarioId} />
            {editing !== undefined && bundles.data && (
                <EditBundle
                    id={one.id}
                    moduleId={editing}
                    name={nameOf(editing)}
                    value={bundles.data[String(editing)]}
                    onClose={() => setEditing(undefined)}
                    onSaved={() => {
                        setEditing(undefined);
                        bundles.reload();
                    }}
                />
            )}
        </>
    );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd className="tabular">{children}</dd>
        </div>
    );
}
