import { useState } from "react";
import replay from "lucide/rotate-ccw.svg";
import { Menu } from "../ui";
import { useWords } from "../words";

/** By the modules of then or of now: who mended the scenario means now, who mended the other side means then. */
export function RetryMenu({ onRetry }: { onRetry: (latest: boolean) => Promise<void> }) {
    const words = useWords();
    const [busy, setBusy] = useState(false);
    const retry = async (latest: boolean) => {
        if (busy) return;
        setBusy(true);
        await onRetry(latest);
        setBusy(false);
    };
    return (
        <Menu
            kind="primary"
            align="end"
            icon={replay}
            label="Retry"
            name="Retry"
            items={[
                { id: "then", label: `With the ${words.scenario} as it was`, onChoose: () => void retry(false) },
                { id: "now", label: `With the ${words.scenario} as it is now`, onChoose: () => void retry(true) },
            ]}
        />
    );
}
