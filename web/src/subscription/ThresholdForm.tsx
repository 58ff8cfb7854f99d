import { useState } from "react";
import { purchases, reasonOf, type AutoPurchasing } from "../api";
import { centicreditsOf } from "../format";
import { useSession } from "../session";
import { Button, TextField, toast } from "../ui";

/** When it buys: at how many credits left. */
export function ThresholdForm({ auto, onChanged }: { auto: AutoPurchasing; onChanged: (auto: AutoPurchasing) => void }) {
    const { organization } = useSession();
    const [text, setText] = useState(String(auto.threshold / 100));
    const [busy, setBusy] = useState(false);
    const threshold = centicreditsOf(text);
    const save = async () => {
        if (threshold === null) return;
        setBusy(true);
        try {
            onChanged(await purchases.changeAuto(organization.id, { threshold }));
            toast("Saved.", { kind: "good" });
        } catch (error) {
            toast(`Nothing was saved. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <form
            className="threshold-form"
            aria-label="When auto-purchasing buys"
            onSubmit={(event) => {
                event.preventDefault();
                save();
            }}
        >
            <TextField
                label="Buy when this many credits are left"
                inputMode="decimal"
                value={text}
                error={threshold === null ? "A number of credits, 0 or more." : undefined}
                onChange={(event) => setText(event.target.value)}
            />
            <Button type="submit" busy={busy} disabled={threshold === null || threshold === auto.threshold}>
                Save
            </Button>
        </form>
    );
}
