import alert from "lucide/triangle-alert.svg";
import check from "lucide/circle-check.svg";
import coinsOff from "lucide/circle-slash.svg";
import loader from "lucide/loader-circle.svg";
import moon from "lucide/moon.svg";
import stop from "lucide/circle-stop.svg";
import x from "lucide/circle-x.svg";
import wallet from "lucide/wallet.svg";
import type { RunState } from "../api";
import { Icon } from "../ui";
import { stateName, toneOf } from "./status";

const icons: Record<RunState, string> = {
    running: loader,
    sleeping: moon,
    success: check,
    warning: alert,
    error: x,
    outOfCredits: coinsOff,
    outOfBudget: wallet,
    outOfTransfer: wallet,
    stopped: stop,
    cannotResume: x,
};

/** Always shape and text, never colour alone. */
export function StatusMark({ state, text }: { state: RunState; text?: string }) {
    return (
        <span className={`mark mark-${toneOf(state)}`}>
            <Icon svg={icons[state] ?? alert} />
            {text ?? stateName(state)}
        </span>
    );
}
