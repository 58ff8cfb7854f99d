import { useState } from "react";
import replayIcon from "lucide/rotate-ccw.svg";
import { control, reasonOf, type LogEntry } from "../api";
import { counted, creditsInWords } from "../format";
import { Button, Dialog, SelectionBar, toast } from "../ui";

const most = 100;

/** Replays the chosen runs, the oldest first, so that they come in the order in which they came. */
export function ReplayChosen({ scenarioId, rows, onDone }: { scenarioId: number; rows: LogEntry[]; onDone: () => void }) {
    const [busy, setBusy] = useState(false);
    const [asking, setAsking] = useState(false);
    if (rows.length === 0) return null;
    const used = rows.reduce((sum, row) => sum + row.centicredits, 0);
    const cost = used > 0 ? `, about ${creditsInWords(used)}` : "";
    const replay = async () => {
        setBusy(true);
        try {
            const oldestFirst = [...rows].sort((one, other) => one.timestamp.localeCompare(other.timestamp));
            const begun = await control.replay(
                scenarioId,
                oldestFirst.map((row) => row.id),
            );
            toast(`${counted(begun.length, "run is", "runs are")} replayed.`, { kind: "good" });
            onDone();
        } catch (error) {
            toast(`Not all were replayed. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
        setAsking(false);
    };
    return (
        <SelectionBar text={`${counted(rows.length, "run", "runs")} chosen`} onClear={onDone}>
            {rows.length > most && <span className="note">At most {most} at once</span>}
            <Button kind="primary" icon={replayIcon} disabled={rows.length > most} onClick={() => setAsking(true)}>
                Replay {counted(rows.length, "run", "runs")}
            </Button>
            {asking && (
                <Dialog
                    title={`Replay ${counted(rows.length, "run", "runs")}?`}
                    onClose={() => setAsking(false)}
                    footer={
                        <>
                            <Button onClick={() => setAsking(false)}>Cancel</Button>
                            <Button kind="primary" icon={replayIcon} busy={busy} onClick={replay}>
                                Replay{cost}
                            </Button>
                        </>
                    }
                >
                    Each begins a new run on what it was started with, as the modules are now, the oldest first. What they did in other places, such as
                    mails that they sent, they do again.
                </Dialog>
            )}
        </SelectionBar>
    );
}
