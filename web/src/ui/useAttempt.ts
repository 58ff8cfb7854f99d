import { useState } from "react";
import { reasonOf } from "../api/request";

/** Something that a dialog does and that may fail: the dialog stays then, with the reason. */
export function useAttempt(refused: string) {
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const attempt = async (work: () => Promise<void>) => {
        setBusy(true);
        setFailure(undefined);
        try {
            await work();
        } catch (error) {
            setFailure(`${refused} ${reasonOf(error)}`);
            setBusy(false);
        }
    };
    return { busy, failure, attempt };
}
