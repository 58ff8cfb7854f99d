import type { Purchase } from "../api";
import { creditsInWords, price } from "../format";
import { Banner, Fact, Facts, Time } from "../ui";
import { PurchaseMark } from "./PurchaseMark";
import { whatNext } from "./purchaseState";

/** What was bought, by whom, for how much, and what happens next. */
export function Receipt({ purchase }: { purchase: Purchase }) {
    return (
        <div className="stack" data-testid="receipt">
            <Banner tone={bannerTone(purchase.state)}>{whatNext(purchase)}</Banner>
            <Facts>
                <Fact name="Receipt" testId="receipt-number">
                    <code>{purchase.receipt}</code>
                </Fact>
                <Fact name="State" testId="receipt-state">
                    <PurchaseMark state={purchase.state} />
                </Fact>
                <Fact name="Credits">{creditsInWords(purchase.centicredits)}</Fact>
                <Fact name="Price">{price(purchase.price, purchase.currency)}</Fact>
                <Fact name="Bought">
                    <Time at={purchase.created} />
                </Fact>
                <Fact name="By">{purchase.author?.name ?? (purchase.kind === "auto" ? "auto-purchasing" : "–")}</Fact>
                {purchase.settled && (
                    <Fact name="Paid">
                        <Time at={purchase.settled} />
                    </Fact>
                )}
                <Fact name="Expire" testId="receipt-expiry">
                    {purchase.expires ? <Time at={purchase.expires} /> : purchase.state === "pending" ? "set when it is paid" : "–"}
                </Fact>
                {purchase.reference && <Fact name="Reference">{purchase.reference}</Fact>}
            </Facts>
        </div>
    );
}

function bannerTone(state: Purchase["state"]): "plain" | "warn" | "bad" {
    return state === "declined" ? "bad" : state === "pending" ? "warn" : "plain";
}
