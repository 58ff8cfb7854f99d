import { useRef, useState, type DragEvent } from "react";
import alert from "lucide/triangle-alert.svg";
import fileUp from "lucide/file-up.svg";
import { ApiError, scenarios, type BlueprintWarning, type Scenario } from "../api";
import { counted } from "../format";
import { navigate } from "../router";
import { useSession } from "../session";
import { Button, Dialog, Icon, SelectField } from "../ui";
import { useWords } from "../words";
import { example } from "./example";
import { faults, refusal, type Fault } from "./faults";

interface ImportDialogProps {
    /** Dropped on the list already. */
    file?: File | undefined;
    onClose: () => void;
    onImported: () => void;
}

type State =
    | { is: "choosing" }
    | { is: "sending" }
    | { is: "refused"; name: string; faults: Fault[] }
    | { is: "done"; scenario: Scenario; warnings: BlueprintWarning[] };

export function ImportDialog({ file, onClose, onImported }: ImportDialogProps) {
    const { teams, team } = useSession();
    const words = useWords();
    const [teamId, setTeamId] = useState((team ?? teams[0])?.id);
    const [state, setState] = useState<State>({ is: "choosing" });
    const [over, setOver] = useState(false);
    const input = useRef<HTMLInputElement>(null);
    const dropped = useRef(file);

    const send = async (name: string, text: string) => {
        const refused = refusal(text);
        if (refused || teamId === undefined)
            return setState({ is: "refused", name, faults: [{ where: "", message: refused ?? "There is no team to import into." }] });
        setState({ is: "sending" });
        try {
            const { scenario, warnings } = await scenarios.make({
                blueprint: text,
                teamId,
                scheduling: JSON.stringify({ type: "on-demand" }),
            });
            onImported();
            if (!warnings || warnings.length === 0) {
                onClose();
                return navigate(`/scenarios/${scenario.id}`);
            }
            setState({ is: "done", scenario, warnings });
        } catch (error) {
            const failure = error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error));
            setState({ is: "refused", name, faults: faults(failure) });
        }
    };
    const take = (chosen: File | null | undefined) => {
        if (!chosen) return;
        chosen.text().then((text) => send(chosen.name, text));
    };
    if (dropped.current) {
        const first = dropped.current;
        dropped.current = undefined;
        queueMicrotask(() => take(first));
    }
    const drop = (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
    };

    if (state.is === "done") {
        return (
            <Dialog
                title={`${state.scenario.name} is imported`}
                wide
                onClose={onClose}
                footer={
                    <Button
                        kind="primary"
                        onClick={() => {
                            onClose();
                            navigate(`/scenarios/${state.scenario.id}`);
                        }}
                    >
                        Open the {words.scenario}
                    </Button>
                }
            >
                <p className="muted">{counted(state.warnings.length, "thing", "things")} to look at before it runs:</p>
                <FaultList faults={state.warnings.map(({ path, message }) => ({ where: path, message }))} />
            </Dialog>
        );
    }
    return (
        <Dialog title={`Import ${words.aScenario}`} wide onClose={onClose}>
            <div className="stack">
                {teams.length > 1 && (
                    <SelectField label="Team" value={teamId} onChange={(event) => setTeamId(Number(event.target.value))}>
                        {teams.map((one) => (
                            <option key={one.id} value={one.id}>
                                {one.name}
                            </option>
                        ))}
                    </SelectField>
                )}
                <div
                    className="drop"
                    data-over={over || undefined}
                    onDragOver={(event) => {
                        event.preventDefault();
                        setOver(true);
                    }}
                    onDragLeave={() => setOver(false)}
                    onDrop={drop}
                >
                    <Icon svg={fileUp} size={26} />
                    <p>Drop a blueprint file here</p>
                    <p className="note">JSON, as exported from here or from another program of the kind</p>
                    <Button kind="primary" busy={state.is === "sending"} onClick={() => input.current?.click()}>
                        Choose a file
                    </Button>
                    <input
                        ref={input}
                        type="file"
                        accept=".json,application/json"
                        hidden
                        aria-label="Blueprint file"
                        data-testid="import-file"
                        onChange={(event) => {
                            take(event.target.files?.[0]);
                            event.target.value = "";
                        }}
                    />
                </div>
                {state.is === "refused" && (
                    <div className="banner banner-bad" role="alert">
                        <Icon svg={alert} size={18} />
                        <div className="stack">
                            <strong>{state.name} was not imported. Nothing was changed.</strong>
                            <FaultList faults={state.faults} />
                        </div>
                    </div>
                )}
                <p className="muted">
                    No file at hand?{" "}
                    <button type="button" className="text-button" onClick={() => send("The example", JSON.stringify(example, null, 4))}>
                        Import an example
                    </button>
                    : four modules, nothing to connect.
                </p>
            </div>
        </Dialog>
    );
}

function FaultList({ faults: list }: { faults: Fault[] }) {
    return (
        <ul className="faults">
            {list.map((fault, position) => (
                <li key={position}>
                    {fault.where && <code>{fault.where}</code>} {fault.message}
                </li>
            ))}
        </ul>
    );
}
