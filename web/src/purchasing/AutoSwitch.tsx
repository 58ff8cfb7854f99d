import { useState } from "react";
import { purchases, reasonOf, type AutoPurchasing } from "../api";
import { creditsInWords } from "../format";
import { useSession } from "../session";
import { Button, Dialog, Switch, toast } from "../ui";
import { fewLeft, whatItBuys } from "./autoState";

interface AutoSwitchProps {
    auto: AutoPurchasing;
    may: boolean;
    onChanged: (auto: AutoPurchasing) => void;
}

/** Turning it on may cost money from then on, so it is asked for; turning it off is not. */
export function AutoSwitch({ auto, may, onChanged }: AutoSwitchProps) {
    const { organization } = useSession();
    const [asking, setAsking] = useState(false);
    const [busy, setBusy] = useState(false);
    const turn = async (on: boolean) => {
        setBusy(true);
        try {
            onChanged(await purchases.changeAuto(organization.id, { on }));
            setAsking(false);
        } catch (error) {
            toast(`Auto-purchasing was not turned ${on ? "on" : "off"}. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <>
            <Switch
                label="Auto-purchasing"
                on={auto.on}
                disabled={busy || !may || (!auto.available && !auto.on)}
                onChange={(on) => (on ? setAsking(true) : turn(false))}
            />
            {asking && (
                <Dialog
                    title="Turn auto-purchasing on?"
                    onClose={() => setAsking(false)}
                    footer={
                        <>
                            <Button onClick={() => setAsking(false)}>Leave it off</Button>
                            <Button kind="primary" busy={busy} onClick={() => turn(true)}>
                                Turn on: {whatItBuys(auto)} each time
                            </Button>
                        </>
                    }
                >
                    <p>
                        Whenever {fewLeft(auto)} are left, it buys {whatItBuys(auto)}
                        {auto.paymentMethod ? `, paid by ${auto.paymentMethod}` : ""}, so that runs go on.
                        {auto.cap !== null && ` In one period it buys ${creditsInWords(auto.cap)} at most.`}
                    </p>
                </Dialog>
            )}
        </>
    );
}
