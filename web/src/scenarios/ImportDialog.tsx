import { useEffect, useRef, useState, type DragEvent } from "react";
import alert from "lucide/triangle-alert.svg";
import fileUp from "lucide/file-up.svg";
import { organizations as calls } from "../api";
import { useCatalog, wholeCatalog } from "../canvas/useCatalog";
import { counted } from "../format";
import { navigate } from "../router";
import { useSession } from "../session";
import { Button, Dialog, Icon, SelectField } from "../ui";
import { useWords } from "../words";
import { example } from "./example";
import { fileOf, readFiles, type ImportFile } from "./import/files";
import { References, Reports } from "./import/ImportReview";
import { FaultList, Outcomes, StillToChoose } from "./import/Outcomes";
import { referencesIn, type Choice } from "./import/references";
import { send, type Outcome } from "./import/send";
import { useHere } from "./import/useHere";

interface ImportDialogProps {
    /** Dropped on the list already. */
    files?: File[] | undefined;
    onClose: () => void;
    onImported: () => void;
}

type State = { is: "choosing" } | { is: "reviewing"; files: ImportFile[] } | { is: "done"; outcomes: Outcome[] };

/** Files become scenarios. What needs no answer is imported at once; otherwise it is asked first. */
export function ImportDialog({ files: dropped, onClose, onImported }: ImportDialogProps) {
    const { organization, teams, team } = useSession();
    const words = useWords();
    const catalog = useCatalog();
    const [teamChosen, setTeamId] = useState<number>();
    // Whoever is quick is here before the teams are known.
    const teamId = teamChosen ?? (team ?? teams[0])?.id;
    const [state, setState] = useState<State>({ is: "choosing" });
    const [chosen, setChosen] = useState<ReadonlyMap<string, Choice>>(new Map());
    const [busy, setBusy] = useState(false);
    const [over, setOver] = useState(false);
    const input = useRef<HTMLInputElement>(null);
    const here = useHere(state.is === "reviewing" ? teamId : undefined);
    const references = state.is === "reviewing" ? referencesIn(state.files.map((file) => file.blueprint), catalog) : [];

    const send_ = async (files: ImportFile[]) => {
        setBusy(true);
        const outcomes: Outcome[] = [];
        const into = teamId ?? (await calls.teams(organization.id).catch(() => []))[0]?.id;
        // One after another: names and limits are checked against what is there by then.
        for (const [position, file] of files.entries()) outcomes.push(await send(file, position, into, references, chosen));
        setBusy(false);
        if (outcomes.some((outcome) => outcome.is === "done")) onImported();
        const [only] = outcomes;
        if (outcomes.length === 1 && only?.is === "done" && only.warnings.length === 0 && only.left.length === 0) {
            onClose();
            return navigate(`/scenarios/${only.scenario.id}`);
        }
        setState({ is: "done", outcomes });
    };
    const take = async (files: ImportFile[]) => {
        const [only] = files;
        if (!only) return;
        setChosen(new Map());
        // Which fields name a connection or a webhook is for the library to say.
        const library = await wholeCatalog();
        const simple = files.length === 1 && referencesIn([only.blueprint], library).length === 0;
        if (simple) void send_(files);
        else setState({ is: "reviewing", files });
    };
    const takeFiles = (list: FileList | File[] | null | undefined) => {
        if (list && list.length > 0) void readFiles([...list]).then(take);
    };
    useEffect(() => takeFiles(dropped), []);
    const choose = (key: string, choice: Choice | null) =>
        setChosen((before) => {
            const next = new Map(before);
            choice ? next.set(key, choice) : next.delete(key);
            return next;
        });

    if (state.is === "done") {
        const done = state.outcomes.flatMap((outcome) => (outcome.is === "done" ? [outcome] : []));
        const [only] = state.outcomes;
        if (state.outcomes.length > 1 || only?.is === "done")
            return (
                <Dialog
                    title={done.length === 1 ? `${done[0]?.scenario.name} is imported` : `${counted(done.length, words.scenario, words.scenarios)} imported`}
                    wide
                    onClose={onClose}
                    footer={
                        done.length === 1 && done[0] ? (
                            <Button
                                kind="primary"
                                onClick={() => {
                                    onClose();
                                    navigate(`/scenarios/${done[0]?.scenario.id}`);
                                }}
                            >
                                Open the {words.scenario}
                            </Button>
                        ) : (
                            <Button kind="primary" onClick={onClose}>
                                Close
                            </Button>
                        )
                    }
                >
                    {state.outcomes.length === 1 && only?.is === "done" ? (
                        <StillToChoose outcome={only} catalog={catalog} />
                    ) : (
                        <Outcomes outcomes={state.outcomes} catalog={catalog} />
                    )}
                </Dialog>
            );
    }
    const teamField = teams.length > 1 && (
        <SelectField
            label="Team"
            value={teamId}
            onChange={(event) => {
                setTeamId(Number(event.target.value));
                setChosen(new Map());
            }}
        >
            {teams.map((one) => (
                <option key={one.id} value={one.id}>
                    {one.name}
                </option>
            ))}
        </SelectField>
    );
    if (state.is === "reviewing") {
        const { files } = state;
        return (
            <Dialog
                title={files.length === 1 ? `Import ${files[0]?.name}` : `Import ${counted(files.length, "file", "files")}`}
                wide
                onClose={onClose}
                footer={
                    <>
                        <Button onClick={() => setState({ is: "choosing" })}>Back</Button>
                        <Button kind="primary" busy={busy} onClick={() => void send_(files)}>
                            {files.length === 1 ? "Import it" : `Import ${counted(files.length, "file", "files")}`}
                        </Button>
                    </>
                }
            >
                <div className="stack">
                    {teamField}
                    {references.length > 0 && teamId !== undefined && (
                        <References references={references} catalog={catalog} teamId={teamId} fitting={here.fitting} chosen={chosen} onChoose={choose} />
                    )}
                    {catalog.size > 0 && <Reports files={files} catalog={catalog} />}
                </div>
            </Dialog>
        );
    }
    const refused = state.is === "done" && state.outcomes[0]?.is === "refused" ? state.outcomes[0] : undefined;
    const drop = (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        takeFiles(event.dataTransfer.files);
    };
    return (
        <Dialog title={`Import ${words.scenarios}`} wide onClose={onClose}>
            <div className="stack">
                {teamField}
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
                    <p>Drop blueprint files here, one or many</p>
                    <p className="note">JSON, as exported from here or from another program of the kind</p>
                    <Button kind="primary" busy={busy} onClick={() => input.current?.click()}>
                        Choose files
                    </Button>
                    <input
                        ref={input}
                        type="file"
                        accept=".json,application/json"
                        multiple
                        hidden
                        aria-label="Blueprint files"
                        data-testid="import-file"
                        onChange={(event) => {
                            takeFiles(event.target.files);
                            event.target.value = "";
                        }}
                    />
                </div>
                {refused && (
                    <div className="banner banner-bad" role="alert">
                        <Icon svg={alert} size={18} />
                        <div className="stack">
                            <strong>{refused.file} was not imported. Nothing was changed.</strong>
                            <FaultList faults={refused.faults} />
                        </div>
                    </div>
                )}
                <p className="muted">
                    No file at hand?{" "}
                    <button type="button" className="text-button" onClick={() => void take([fileOf("The example", JSON.stringify(example, null, 4))])}>
                        Import an example
                    </button>
                    : four modules, nothing to connect.
                </p>
            </div>
        </Dialog>
    );
}
