import { useEffect, useState } from "react";
import copy from "lucide/copy.svg";
import trash from "lucide/trash-2.svg";
import { building, hooks as calls, reasonOf, scenarios, useAnswer, useLiveReload, type Answer, type Hook } from "../api";
import { count } from "../format";
import { Link, navigate } from "../router";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { Button, ConfirmDelete, Fact, Facts, IconButton, Shown, Switch, toast } from "../ui";
import { useWords } from "../words";
import { Deliveries } from "./Deliveries";
import { GuardForm } from "./GuardForm";
import { noMail, takesNoMail } from "./mail";
import { Structure } from "./Structure";

/** One webhook: its address, who may deliver, what it is sent. */
export default function WebhookPage({ hookId }: { hookId: number }) {
    const { user, organization, teams } = useSession();
    const words = useWords();
    const answer = useAnswer(teams.length === 0 ? null : `hook ${hookId}`, (signal) => readHook(hookId, teams, signal));
    useLiveReload(organization.id, answer.reload, (event) => event.scenarioId === answer.data?.scenarioId);
    const [deleting, setDeleting] = useState(false);
    const changes = mayChange(user, organization.id);
    const hook = answer.data;
    const listener = hook?.scenarioId ?? null;
    const scenario = useAnswer(listener === null ? null : `scenario ${listener}`, (signal) => scenarios.read(listener ?? 0, signal));
    const turn = async (on: boolean) => {
        try {
            await calls.turn(hookId, on);
        } catch (error) {
            toast(`It could not be turned ${on ? "on" : "off"}. ${reasonOf(error)}`, { kind: "bad" });
        }
        answer.reload();
    };
    return (
        <Page
            title={hook?.name ?? "Webhook"}
            crumbs={[{ label: "Webhooks", to: "/webhooks" }]}
            actions={
                hook?.data &&
                changes && (
                    <>
                        <Switch labelled label={hook.enabled ? "On" : "Off"} on={hook.enabled} onChange={turn} />
                        <Button icon={trash} onClick={() => setDeleting(true)}>
                            Delete
                        </Button>
                    </>
                )
            }
        >
            <Shown answer={answer} what="This webhook">
                {(shown) => (
                    <>
                        <section className="card settings-card" aria-label="About this webhook">
                            <Facts>
                                <Fact name={shown.type === "mail" ? "Mail address" : "Address"}>
                                    <span className="row hook-address">
                                        <code>{shown.url}</code>
                                        <IconButton
                                            small
                                            icon={copy}
                                            label="Copy the address"
                                            onClick={() =>
                                                navigator.clipboard.writeText(shown.url).then(
                                                    () => toast("The address is copied.", { kind: "good" }),
                                                    () => toast("The browser did not allow copying.", { kind: "bad" }),
                                                )
                                            }
                                        />
                                    </span>
                                    {takesNoMail(shown) && <div className="field-warning">{noMail}</div>}
                                </Fact>
                                <Fact name="Listens">
                                    {shown.scenarioId === null ? (
                                        <span className="muted">nobody yet: choose it in the first module of {words.aScenario}</span>
                                    ) : (
                                        <Link to={`/scenarios/${shown.scenarioId}`}>{scenario.data?.name ?? `${words.Scenario} ${shown.scenarioId}`}</Link>
                                    )}
                                </Fact>
                                <Fact name="Waiting deliveries">
                                    {count(shown.queueCount)} of at most {count(shown.queueLimit)}
                                </Fact>
                                <Fact name="Pace">at most 300 deliveries in 10 seconds; more are told to try again (429)</Fact>
                            </Facts>
                        </section>
                        {shown.data && <Deliveries hook={shown} />}
                        {shown.data && <Structure hook={shown} changes={changes} onChanged={answer.reload} />}
                        {shown.data && <GuardForm key={JSON.stringify(shown.data)} hook={shown} changes={changes} onChanged={answer.reload} />}
                    </>
                )}
            </Shown>
            {deleting && hook && <DeleteWebhook hook={hook} onClose={() => setDeleting(false)} />}
            {hook?.learning && <WhileLearning answer={answer} />}
        </Page>
    );
}

/** A delivery that nobody listens for begins no run, so no event tells of it: while it learns, it is asked. */
function WhileLearning({ answer }: { answer: Answer<Hook> }) {
    useEffect(() => {
        const timer = setInterval(answer.reload, 2000);
        return () => clearInterval(timer);
    }, [answer.reload]);
    return null;
}

/** Servers of before settings have the list only. */
async function readHook(id: number, teams: { id: number }[], signal: AbortSignal): Promise<Hook> {
    for (const team of teams) {
        const found = (await building.hooks(team.id, signal)).find((one) => one.id === id);
        if (found) return found;
    }
    return calls.read(id, signal);
}

function DeleteWebhook({ hook, onClose }: { hook: Hook; onClose: () => void }) {
    return (
        <ConfirmDelete
            title={`Delete ${hook.name}?`}
            action="Delete this webhook"
            onClose={onClose}
            onDelete={async () => {
                await calls.remove(hook.id);
                toast(`${hook.name} is deleted.`);
                navigate("/webhooks");
            }}
        >
            Its address answers 404 from then on, for good: a new webhook has another address.
            {hook.queueCount > 0 && ` ${count(hook.queueCount)} deliveries that wait are lost.`}
        </ConfirmDelete>
    );
}
