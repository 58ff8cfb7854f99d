import check from "lucide/circle-check.svg";
import clock from "lucide/clock.svg";
import slash from "lucide/circle-slash.svg";
import undo from "lucide/undo-2.svg";
import x from "lucide/circle-x.svg";
import type { Purchase } from "../api";
import { Icon } from "../ui";
import { purchaseStates } from "./purchaseState";

const icons: Record<Purchase["state"], string> = { pending: clock, granted: check, declined: x, cancelled: slash, refunded: undo };

export function PurchaseMark({ state }: { state: Purchase["state"] }) {
    const { name, tone } = purchaseStates[state];
    return (
        <span className={`mark mark-${tone}`}>
            <Icon svg={icons[state]} />
            {name}
        </span>
    );
}
