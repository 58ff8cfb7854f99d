import type { Subscription } from "../api";
import { counted, creditsInWords } from "../format";
import { Banner } from "../ui";

/** Debt and pause: what has stopped, why, and what ends it. */
export function Warnings({ subscription: { debt, paused } }: { subscription: Subscription }) {
    const waiting = paused.queued > 0 ? ` ${counted(paused.queued, "delivery waits", "deliveries wait")} and will be worked off in order.` : "";
    return (
        <>
            {paused.is && (
                <Banner tone="bad" testId="paused">
                    {paused.why === "transfer"
                        ? "Paused: the data transfer of this period is used up. Runs go on after the reset or when more is bought."
                        : "Paused: the credits are used up. Runs go on by themselves when credits return."}
                    {waiting}
                </Banner>
            )}
            {debt > 0 && (
                <Banner tone="warn" testId="debt">
                    {creditsInWords(debt)} more than there were have been used: operations that had begun are charged. The next credits pay
                    this first.
                </Banner>
            )}
        </>
    );
}
