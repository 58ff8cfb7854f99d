import check from "lucide/check.svg";
import clock from "lucide/clock.svg";
import alert from "lucide/triangle-alert.svg";
import x from "lucide/x.svg";
import { Icon } from "../ui/Icon";

export type StepState = "running" | "success" | "warning" | "error" | "waiting";

export interface StepStatus {
    state: StepState;
    /** In words, for the card's name and on hover. */
    text: string;
}

const known: Record<string, StepStatus> = {
    running: { state: "running", text: "running" },
    success: { state: "success", text: "success" },
    warning: { state: "warning", text: "warning" },
    error: { state: "error", text: "failed" },
    outOfCredits: { state: "error", text: "out of credits" },
    outOfBudget: { state: "error", text: "out of budget" },
    sleeping: { state: "waiting", text: "waiting" },
    waiting: { state: "waiting", text: "waiting" },
};

/** What a module's part in a run came to. Unknown words are no status. */
export function statusFrom(word: string | undefined): StepStatus | undefined {
    return word === undefined ? undefined : known[word];
}

/** Always a shape and, where something went wrong, a word; never colour alone. */
export function StatusMark({ status }: { status: StepStatus }) {
    const worded = status.state === "error" || status.state === "warning";
    return (
        <span className={`status-mark status-${status.state}`} title={status.text} aria-hidden="true">
            {status.state === "running" ? <span className="status-ring" /> : <Icon svg={shapes[status.state]} size={11} />}
            {worded && <span>{status.text}</span>}
        </span>
    );
}

const shapes = { success: check, warning: alert, error: x, waiting: clock };
