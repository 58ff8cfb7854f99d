import { useState } from "react";
import replayIcon from "lucide/rotate-ccw.svg";
import stopIcon from "lucide/circle-stop.svg";
import { control, reasonOf, type Run } from "../api";
import { creditsInWords } from "../format";
import { Button, Dialog, toast } from "../ui";
import { mayStop } from "./status";

/** Stop while it lives, replay once it is over. */
export function RunActions({ run, onStopped }: { run: Run; onStopped: () => void }) {
    const [busy, setBusy] = useState<"stop" | "replay">();
    const [asking, setAsking] = useState(false);
    const act = async (what: "stop" | "replay", action: () => Promise<void>, refused: string) => {
        setBusy(what);
        try {
            await action();
        } catch (error) {
            toast(`${refused} ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(undefined);
    };
    const stop = () =>
        act(
            "stop",
            async () => {
                await control.stop(run.scenarioId, run.id);
                toast("It stops after the module in hand.");
                onStopped();
            },
            "It was not stopped.",
        );
    const replay = () =>
        act(
            "replay",
            async () => {
                const [begun] = await control.replay(run.scenarioId, [run.id]);
                toast("The replay has begun.", {
                    ...(begun ? { link: { to: `/scenarios/${run.scenarioId}/history/${begun}`, label: "Watch it" } } : {}),
                });
            },
            "It was not replayed.",
        ).then(() => setAsking(false));
    const cost = run.centicredits > 0 ? `, about ${creditsInWords(run.centicredits)}` : "";
    return (
        <>
            {mayStop(run) && (
                <Button icon={stopIcon} busy={busy === "stop"} onClick={stop} title="The module in hand finishes; nothing after it begins.">
                    Stop
                </Button>
            )}
            {run.replayable && (
                <Button
                    icon={replayIcon}
                    onClick={() => setAsking(true)}
                    title="A new run on what this one was started with, as the modules are now."
                >
                    Replay
                </Button>
            )}
            {asking && (
                <Dialog
                    title="Replay this run?"
                    onClose={() => setAsking(false)}
                    footer={
                        <>
                            <Button onClick={() => setAsking(false)}>Cancel</Button>
                            <Button kind="primary" icon={replayIcon} busy={busy === "replay"} onClick={replay}>
                                Replay{cost}
                            </Button>
                        </>
                    }
                >
                    A new run on what this one was started with, as the modules are now. What it did in other places, such as a mail that it sent, it
                    does again.
                </Dialog>
            )}
        </>
    );
}
