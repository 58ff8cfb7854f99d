import { useRef, useState } from "react";
import { ApiError, purchases, reasonOf, useAnswer, type Offer, type Purchase } from "../api";
import { creditsInWords, price } from "../format";
import { useSession } from "../session";
import { Banner, Button, Dialog, ErrorState, SkeletonBlocks } from "../ui";
import { amountOf, newKey } from "./amount";
import { AmountStep } from "./AmountStep";
import { PriceStep } from "./PriceStep";
import { Receipt } from "./Receipt";
import { Steps } from "./Steps";

interface BuyDialogProps {
    resetNote?: string | undefined;
    onBought: () => void;
    onClose: () => void;
}

const firstGuess = 100_000;
const steps = ["Amount", "Price", "Receipt"];

/** S2: amount, price, confirm, receipt. Nothing costs anything before the button that names the price. */
export function BuyDialog({ resetNote, onBought, onClose }: BuyDialogProps) {
    const { organization } = useSession();
    const [text, setText] = useState<string>();
    const [step, setStep] = useState<"amount" | "price">("amount");
    const [bought, setBought] = useState<Purchase>();
    const [failure, setFailure] = useState<string>();
    const [busy, setBusy] = useState(false);
    const key = useRef({ of: 0, value: "" });

    // The plan's unit is known only from an offer; a wrong amount is refused with it, so the first one asked for is a thousand.
    const first = useAnswer(`offer ${organization.id}`, (signal) => purchases.offer(organization.id, firstGuess, signal));
    const unit = first.data?.unit ?? firstGuess;
    const shownText = text ?? String((first.data?.centicredits ?? unit) / 100);
    const amount = amountOf(shownText, unit);
    const offer = useAnswer(step === "price" && amount !== null ? `offer ${organization.id} ${amount}` : null, (signal) =>
        purchases.offer(organization.id, amount ?? 0, signal),
    );

    const buy = async (chosen: Offer) => {
        // The same amount keeps its key: asked again after a lost answer, the server gives the same purchase.
        if (key.current.of !== chosen.centicredits) key.current = { of: chosen.centicredits, value: newKey() };
        setBusy(true);
        setFailure(undefined);
        try {
            setBought(await purchases.buy(organization.id, { centicredits: chosen.centicredits, key: key.current.value }));
            onBought();
        } catch (error) {
            const unknown = error instanceof ApiError && error.status === 0;
            setFailure(unknown ? "No answer came. Press again: it is never bought twice." : `Nothing was bought. ${reasonOf(error)}`);
        }
        setBusy(false);
    };
    const position = bought ? 2 : step === "price" ? 1 : 0;
    const close = <Button onClick={onClose}>{bought ? "Done" : "Cancel"}</Button>;
    const footer = bought ? (
        close
    ) : step === "amount" ? (
        <>
            {close}
            <Button kind="primary" disabled={amount === null || !first.data?.forSale} onClick={() => setStep("price")}>
                See the price
            </Button>
        </>
    ) : (
        <>
            <Button kind="quiet" onClick={() => setStep("amount")}>
                Back
            </Button>
            {offer.data?.forSale && (
                <Button kind="primary" busy={busy} onClick={() => offer.data && buy(offer.data)}>
                    Buy {creditsInWords(offer.data.centicredits)} for {price(offer.data.price, offer.data.currency)}
                </Button>
            )}
        </>
    );
    return (
        <Dialog title="Buy extra credits" onClose={onClose} footer={footer}>
            <div className="stack">
                <Steps names={steps} now={position} />
                {bought ? (
                    <Receipt purchase={bought} />
                ) : step === "amount" ? (
                    <>
                        {first.error && <ErrorState error={first.error} onRetry={first.reload} what="The offer" />}
                        {first.data && <AmountStep text={shownText} unit={unit} onText={setText} />}
                        {first.data && !first.data.forSale && (
                            <Banner tone="warn">{first.data.reason ?? "This plan sells no extra credits."}</Banner>
                        )}
                    </>
                ) : (
                    <>
                        {offer.error && <ErrorState error={offer.error} onRetry={offer.reload} what="The price" />}
                        {offer.loading && <SkeletonBlocks figures={0} chart={false} />}
                        {offer.data && <PriceStep offer={offer.data} resetNote={resetNote} />}
                    </>
                )}
                {failure && <Banner tone="bad">{failure}</Banner>}
            </div>
        </Dialog>
    );
}
