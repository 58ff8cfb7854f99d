import { useMemo, useState } from "react";
import { building as buildingCalls, incompletes, reasonOf, useAnswer, type Bundles, type Incomplete, type Scenario } from "../api";
import { BuildingProvider, type Building } from "../builder/building";
import { SettingsForm } from "../builder/panel/SettingsForm";
import { useEditor } from "../builder/useEditor";
import { asBlueprint, type Blueprint } from "../canvas/blueprint";
import { graphOf } from "../canvas/graph";
import { useCatalog } from "../canvas/useCatalog";
import { Banner, Button, Dialog, Shown, toast } from "../ui";
import { useWords } from "../words";

interface EditModuleProps {
    one: Incomplete;
    scenario: Scenario;
    bundles: Bundles;
    name: string;
    onClose: () => void;
    onSaved: () => void;
}

/** The settings of the module that failed, in the builder's form, for this one bundle alone. */
export default function EditModule(props: EditModuleProps) {
    const { one, name, onClose } = props;
    const blueprint = useAnswer(`blueprint to edit ${one.id} ${one.version}`, (signal) =>
        incompletes.blueprintToEdit(one.id, signal).then(asBlueprint),
    );
    if (blueprint.data) return <Form {...props} first={blueprint.data} />;
    return (
        <Dialog title={`Settings of ${name}`} wide onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
            <Shown answer={blueprint} what="The blueprint">
                {() => <p>The blueprint by which it ran is not kept any more, so it can't be changed. Retry it by the one of now.</p>}
            </Shown>
        </Dialog>
    );
}

function Form({ one, scenario, bundles, name, first, onClose, onSaved }: EditModuleProps & { first: Blueprint }) {
    const words = useWords();
    const catalog = useCatalog();
    const functions = useAnswer("functions", (signal) => buildingCalls.functions(signal));
    const editor = useEditor(first);
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const { blueprint, change } = editor;
    const graph = graphOf(blueprint);
    const samples = useMemo(() => new Map(Object.entries(bundles).map(([id, bundle]) => [Number(id), bundle])), [bundles]);
    const building: Building = {
        scenarioId: scenario.id,
        teamId: scenario.teamId,
        blueprint,
        graph,
        catalog,
        functions: functions.data ?? [],
        samples,
        change,
        select: () => {},
    };
    const module = graph.byId.get(one.moduleId)?.module;
    const save = async () => {
        setBusy(true);
        setFailure(undefined);
        try {
            await incompletes.mend(one.id, { blueprint: JSON.stringify(blueprint) });
            toast(`Saved. Retry it with the ${words.scenario} as it was: that has your change now.`, { kind: "good" });
            onSaved();
        } catch (error) {
            setFailure(`Nothing was saved. ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={`Settings of ${name}`}
            wide
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Cancel</Button>
                    <Button kind="primary" busy={busy} disabled={!module || blueprint === first} onClick={save}>
                        Save
                    </Button>
                </>
            }
        >
            <div className="stack">
                <p className="muted">
                    For the attempts at this bundle alone; the {words.scenario} stays as it is. Samples are what the bundle holds.
                </p>
                {module ? (
                    <BuildingProvider value={building}>
                        <SettingsForm module={module} />
                    </BuildingProvider>
                ) : (
                    <p>The module is not in the blueprint any more.</p>
                )}
                {failure && <Banner tone="bad">{failure}</Banner>}
            </div>
        </Dialog>
    );
}
