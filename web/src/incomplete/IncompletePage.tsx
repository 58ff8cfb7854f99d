import { useState } from "react";
import trash from "lucide/trash-2.svg";
import { incompletes as calls, reasonOf, scenarios, useAnswer, useLiveReload } from "../api";
import { navigate } from "../router";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { Button, Shown, toast } from "../ui";
import { useWords } from "../words";
import { DeleteDialog } from "./DeleteDialog";
import { Details } from "./Details";
import { RetryMenu } from "./RetryMenu";
import { mayDelete, mayRetry } from "./state";

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
                {(shown) => <Details one={shown} scenarioId={scenarioId} scenario={scenario.data} changes={changes} onMended={answer.reload} />}
            </Shown>
            {deleting && one && (
                <DeleteDialog scenarioId={scenarioId} chosen={[one]} onClose={() => setDeleting(false)} onDeleted={() => navigate(list)} />
            )}
        </Page>
    );
}
