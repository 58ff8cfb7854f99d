import { useEffect, useRef, useState } from "react";
import stop from "lucide/circle-stop.svg";
import x from "lucide/x.svg";
import { counted, creditsInWords } from "../../format";
import { Link } from "../../router";
import { Button, IconButton } from "../../ui/Button";
import { Coin } from "../../ui/Coin";
import { stateName, statusSentence } from "../../run/status";
import { StatusMark } from "../../run/StatusMark";
import { ended, type Progress } from "./progress";

interface RunBarProps {
    progress: Progress;
    scenarioId: number;
    moduleName: (id: number) => string;
    onShow: (moduleId: number) => void;
    /** Ends the run after the module in hand. */
    onStop: () => Promise<void>;
    onClose: () => void;
}

/** What the run came to, in a sentence, with the way to its details. */
export function RunBar({ progress, scenarioId, moduleName, onShow, onStop, onClose }: RunBarProps) {
    const [stopping, setStopping] = useState<string>();
    const done = ended(progress.state);
    const failed = progress.state !== "success" && progress.state !== "warning" && done;
    const failing = progress.error?.moduleId ?? null;
    const where = failing ?? (done ? (progress.handled?.moduleId ?? null) : null);
    return (
        <div className="run-bar" data-state={progress.state} data-testid="run-bar">
            {!done && <span className="spinner" aria-hidden="true" />}
            <div className="run-bar-text">
                {done && (
                    <div className="run-bar-status" data-testid="run-bar-status">
                        <StatusMark state={progress.state} text={sentence(progress, failing === null ? null : moduleName(failing))} />
                    </div>
                )}
                <div>
                    {done ? (
                        <>
                            <Coin size={14} /> <strong>This run used {creditsInWords(progress.centicredits)}</strong>
                            <span className="muted"> · {counted(progress.operations, "operation", "operations")}</span>
                        </>
                    ) : (
                        <>
                            <strong>{progress.state === "sleeping" ? "Waiting" : "Running"}</strong>
                            <span className="muted tabular">
                                {" "}
                                · {counted(progress.operations, "operation", "operations")}, {creditsInWords(progress.centicredits)} so far
                            </span>
                        </>
                    )}
                </div>
                {failed && (
                    <div className={progress.state === "error" || progress.state === "cannotResume" ? "field-error" : "note"}>
                        {progress.error?.message ?? endings[progress.state] ?? "The run did not end well."}
                    </div>
                )}
                {done && progress.handled && (
                    <div className="note">
                        {counted(progress.handled.count, "error", "errors")}, the first in {moduleName(progress.handled.moduleId)}
                    </div>
                )}
                {progress.standIns && <div className="note">With stand-ins for modules that are not in the library.</div>}
            </div>
            {!done && (
                <Button
                    small
                    icon={stop}
                    busy={stopping === progress.runId}
                    title="The module in hand finishes; nothing after it begins."
                    onClick={() => {
                        setStopping(progress.runId);
                        void onStop().finally(() => setStopping(undefined));
                    }}
                >
                    Stop
                </Button>
            )}
            {where !== null && (
                <Button small onClick={() => onShow(where)}>
                    Show where
                </Button>
            )}
            {done && (
                <Link className="button button-plain button-small" to={`/scenarios/${scenarioId}/history/${progress.runId}`}>
                    Run details
                </Link>
            )}
            <IconButton icon={x} label="Close the result" small onClick={onClose} />
        </div>
    );
}

/** Until the run was read its length isn't known. */
function sentence(progress: Progress, module: string | null): string {
    if (progress.duration === undefined) return stateName(progress.state);
    const { state, duration, endedAt = null, error, handled } = progress;
    return statusSentence({ state, duration, endedAt, handled: handled?.count ?? 0, error: error && { message: error.message, module } });
}

const endings: Partial<Record<Progress["state"], string>> = {
    outOfCredits: "The credits ran out. The run goes on by itself when there are credits again.",
    outOfBudget: "The budget is used up. The run goes on by itself when the budget is raised or begins anew.",
    outOfTransfer: "No data transfer is left. The run goes on by itself when there is some again.",
    stopped: "The run was stopped.",
    cannotResume: "The run can't be resumed.",
    error: "The run ended with an error.",
};

const quiet = 2500;

/** Progress for those who listen: not every operation, but its begin, now and then a figure, and its end. */
export function RunAnnouncer({ progress }: { progress: Progress | null }) {
    const [said, setSaid] = useState("");
    const last = useRef(0);
    useEffect(() => {
        if (!progress) return setSaid("");
        const done = ended(progress.state);
        if (!done && Date.now() - last.current < quiet) return;
        last.current = Date.now();
        if (done)
            setSaid(
                `${stateName(progress.state)}. This run used ${creditsInWords(progress.centicredits)}. ${progress.error?.message ?? ""}`,
            );
        else
            setSaid(
                progress.operations === 0
                    ? "The run has begun."
                    : `Running: ${counted(progress.operations, "operation", "operations")}, ${creditsInWords(progress.centicredits)}.`,
            );
    }, [progress]);
    return (
        <div className="hidden-text" aria-live="polite" role="status">
            {said}
        </div>
    );
}
