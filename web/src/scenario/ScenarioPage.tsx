import { useState } from "react";
import copyIcon from "lucide/copy.svg";
import downloadIcon from "lucide/download.svg";
import more from "lucide/ellipsis.svg";
import pencil from "lucide/pencil.svg";
import play from "lucide/play.svg";
import trash from "lucide/trash-2.svg";
import { reasonOf, scenarios as calls, useAnswer, useLiveReload, type Scenario } from "../api";
import { count } from "../format";
import { IncompleteTab } from "../incomplete/IncompleteTab";
import { navigate } from "../router";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { Button, download, ErrorState, LinkButton, LinkTabs, Menu, Skeleton, Switch, toast } from "../ui";
import { useWords } from "../words";
import { DiagramTab } from "./DiagramTab";
import { DeleteScenario } from "./DeleteScenario";
import { duplicate } from "./duplicate";
import { HistoryTab } from "./HistoryTab";
import { SettingsTab } from "./SettingsTab";

export default function ScenarioPage({ scenarioId, tab }: { scenarioId: number; tab: "diagram" | "history" | "incomplete" | "settings" }) {
    const { user, organization } = useSession();
    const words = useWords();
    const answer = useAnswer(`scenario ${scenarioId}`, (signal) => calls.read(scenarioId, signal));
    useLiveReload(organization.id, answer.reload, (event) => event.scenarioId === scenarioId);
    const [starting, setStarting] = useState(false);
    const [turned, setTurned] = useState<boolean>();
    const [deleting, setDeleting] = useState(false);
    const changes = mayChange(user, organization.id);
    const scenario = answer.data;
    if (!scenario) {
        const crumbs = [{ label: words.Scenarios, to: "/scenarios" }];
        return (
            <Page title={words.Scenario} crumbs={crumbs}>
                {answer.error ? <ErrorState error={answer.error} onRetry={answer.reload} what={`This ${words.scenario}`} /> : <Skeleton />}
            </Page>
        );
    }

    const run = async () => {
        setStarting(true);
        try {
            const { runId } = await calls.runOnce(scenario.id);
            toast(`${scenario.name} runs.`, { link: { to: `/scenarios/${scenario.id}/history/${runId}`, label: "Watch it" } });
        } catch (error) {
            toast(`The run was not started. ${reasonOf(error)}`, { kind: "bad" });
        }
        setStarting(false);
    };
    const turn = async (on: boolean) => {
        setTurned(on);
        try {
            await (on ? calls.start(scenario.id) : calls.stop(scenario.id));
            answer.set({ ...scenario, isActive: on });
            answer.reload();
        } catch (error) {
            toast(`It could not be turned ${on ? "on" : "off"}. ${reasonOf(error)}`, { kind: "bad" });
        }
        setTurned(undefined);
    };
    const copy = async () => {
        try {
            const id = await duplicate(scenario);
            toast(`${scenario.name} is duplicated. The copy is off.`, { kind: "good" });
            navigate(`/scenarios/${id}`);
        } catch (error) {
            toast(`No copy was made. ${reasonOf(error)}`, { kind: "bad" });
        }
    };
    const base = `/scenarios/${scenario.id}`;
    return (
        <Page
            title={scenario.name}
            crumbs={[{ label: words.Scenarios, to: "/scenarios" }]}
            actions={
                <>
                    <Switch
                        labelled
                        label={(turned ?? scenario.isActive) ? "On" : "Off"}
                        on={turned ?? scenario.isActive}
                        disabled={!changes || turned !== undefined}
                        onChange={turn}
                    />
                    {changes && (
                        <LinkButton to={`${base}/edit`} icon={pencil}>
                            Edit
                        </LinkButton>
                    )}
                    {changes && (
                        <Button kind="primary" icon={play} busy={starting} onClick={run}>
                            Run once
                        </Button>
                    )}
                    <Menu
                        kind="plain"
                        align="end"
                        arrow={false}
                        icon={more}
                        label=""
                        name="More"
                        items={[
                            { id: "export", label: "Export the blueprint", icon: downloadIcon, onChoose: () => exportBlueprint(scenario) },
                            ...(changes
                                ? ([
                                      { id: "duplicate", label: "Duplicate", icon: copyIcon, onChoose: copy },
                                      "line",
                                      { id: "delete", label: "Delete", icon: trash, danger: true, onChoose: () => setDeleting(true) },
                                  ] as const)
                                : []),
                        ]}
                    />
                </>
            }
        >
            <LinkTabs
                label={`Parts of ${scenario.name}`}
                chosen={tab}
                tabs={[
                    { id: "diagram", label: "Diagram", to: base },
                    { id: "history", label: "History", to: `${base}/history` },
                    { id: "incomplete", label: <IncompleteLabel open={scenario.dlqCount ?? 0} />, to: `${base}/incomplete` },
                    { id: "settings", label: "Settings", to: `${base}/settings` },
                ]}
            />
            {tab === "diagram" && <DiagramTab scenario={scenario} changes={changes} />}
            {tab === "history" && <HistoryTab scenario={scenario} changes={changes} />}
            {tab === "incomplete" && <IncompleteTab scenario={scenario} changes={changes} onChanged={answer.reload} />}
            {tab === "settings" && (
                <SettingsTab
                    scenario={scenario}
                    changes={changes}
                    onChanged={(next) => answer.set({ ...scenario, ...next })}
                    onRemoved={() => navigate("/scenarios")}
                />
            )}
            {deleting && <DeleteScenario scenario={scenario} onClose={() => setDeleting(false)} onRemoved={() => navigate("/scenarios")} />}
        </Page>
    );
}

function IncompleteLabel({ open }: { open: number }) {
    return (
        <>
            Incomplete<span className="wide-only"> executions</span>
            {open > 0 && (
                <span className="tab-count" data-testid="incomplete-count">
                    {count(open)}
                    <span className="hidden-text"> open</span>
                </span>
            )}
        </>
    );
}

async function exportBlueprint(scenario: Scenario) {
    try {
        download(
            `${scenario.name.replace(/[^\p{L}\p{N}._-]+/gu, "-") || "blueprint"}.json`,
            "application/json",
            await calls.exportText(scenario.id),
        );
    } catch (error) {
        toast(`The export was not made. ${reasonOf(error)}`, { kind: "bad" });
    }
}
