import { useState } from "react";
import trash from "lucide/trash-2.svg";
import { reasonOf, scenarios as calls, type Scenario } from "../api";
import { Button, Dialog, toast } from "../ui";
import { useWords } from "../words";

interface DeleteScenarioProps {
    scenario: Pick<Scenario, "id" | "name">;
    onClose: () => void;
    onRemoved: () => void;
}

export function DeleteScenario({ scenario, onClose, onRemoved }: DeleteScenarioProps) {
    const words = useWords();
    const [busy, setBusy] = useState(false);
    const remove = async () => {
        setBusy(true);
        try {
            await calls.remove(scenario.id);
            toast(`${scenario.name} is deleted. Its usage stays in every figure.`);
            onRemoved();
        } catch (error) {
            toast(`It was not deleted. ${reasonOf(error)}`, { kind: "bad" });
            onClose();
        }
    };
    return (
        <Dialog
            title={`Delete ${scenario.name}?`}
            onClose={onClose}
            footer={
                <>
                    <Button onClick={onClose}>Keep it</Button>
                    <Button kind="danger" icon={trash} busy={busy} onClick={remove}>
                        Delete this {words.scenario}
                    </Button>
                </>
            }
        >
            This can't be undone. Export the blueprint first if you may want it back.
        </Dialog>
    );
}
