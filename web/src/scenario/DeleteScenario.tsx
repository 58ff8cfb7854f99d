import { scenarios as calls, type Scenario } from "../api";
import { ConfirmDelete, toast } from "../ui";
import { useWords } from "../words";

interface DeleteScenarioProps {
    scenario: Pick<Scenario, "id" | "name">;
    onClose: () => void;
    onRemoved: () => void;
}

export function DeleteScenario({ scenario, onClose, onRemoved }: DeleteScenarioProps) {
    const words = useWords();
    return (
        <ConfirmDelete
            title={`Delete ${scenario.name}?`}
            action={`Delete this ${words.scenario}`}
            onClose={onClose}
            onDelete={async () => {
                await calls.remove(scenario.id);
                toast(`${scenario.name} is deleted. Its usage stays in every figure.`);
                onRemoved();
            }}
        >
            This can't be undone. Export the blueprint first if you may want it back.
        </ConfirmDelete>
    );
}
