import check from "lucide/circle-check.svg";
import alert from "lucide/triangle-alert.svg";
import octagon from "lucide/octagon-alert.svg";
import type { Budget } from "../api";
import { Icon } from "../ui";
import { budgetStates } from "./words";

const icons: Record<Budget["state"], string> = { within: check, near: alert, reached: octagon };

export function BudgetMark({ state }: { state: Budget["state"] }) {
    const { name, tone } = budgetStates[state];
    return (
        <span className={`mark mark-${tone === "plain" ? "good" : tone}`}>
            <Icon svg={icons[state]} />
            {name}
        </span>
    );
}
