import { useState } from "react";
import replayIcon from "lucide/rotate-ccw.svg";
import { control, reasonOf, type LogEntry } from "../api";
import { counted } from "../format";
import { Button, SelectionBar, toast } from "../ui";

const most = 100;

/** Replays the chosen runs, the oldest first, so that they come in the order in which they came. */
export function ReplayChosen({ scenarioId, rows, onDone }: { scenarioId: number; rows: LogEntry[]; onDone: () => void }) {
    const [busy, setBusy] = useState(false);
    if (rows.length === 0) return null;
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
    };
    return (
        <SelectionBar text={`${counted(rows.length, "run", "runs")} chosen`} onClear={onDone}>
            {rows.length > most && <span className="note">At most {most} at once</span>}
            <Button kind="primary" icon={replayIcon} busy={busy} disabled={rows.length > most} onClick={replay}>
                Replay {counted(rows.length, "run", "runs")}
            </Button>
        </SelectionBar>
    );
}
