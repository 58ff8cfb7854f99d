import { useState } from "react";
import replayIcon from "lucide/rotate-ccw.svg";
import stopIcon from "lucide/circle-stop.svg";
import { control, reasonOf, type Run } from "../api";
import { Button, toast } from "../ui";
import { mayStop } from "./status";

/** Stop while it lives, replay once it is over. */
export function RunActions({ run, onStopped }: { run: Run; onStopped: () => void }) {
    const [busy, setBusy] = useState<"stop" | "replay">();
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
        );
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
                    busy={busy === "replay"}
                    onClick={replay}
                    title="A new run on what this one was started with, as the modules are now."
                >
                    Replay
                </Button>
            )}
        </>
    );
}
