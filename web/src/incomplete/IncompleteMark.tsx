import check from "lucide/circle-check.svg";
import clock from "lucide/clock.svg";
import loader from "lucide/loader-circle.svg";
import alert from "lucide/circle-alert.svg";
import type { IncompleteState } from "../api";
import { Icon } from "../ui";
import { stateName, toneOf } from "./state";

const icons: Record<IncompleteState, string> = { unresolved: alert, pending: clock, inProgress: loader, resolved: check };

export function IncompleteMark({ state, text }: { state: IncompleteState; text?: string }) {
    return (
        <span className={`mark mark-${toneOf(state)}`}>
            <Icon svg={icons[state] ?? alert} />
            {text ?? stateName(state)}
        </span>
    );
}
