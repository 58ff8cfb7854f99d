import type { Offer } from "../api";
import { bytes, calendarDay, creditsInWords, dayOf, price } from "../format";
import { useSession } from "../session";
import { Banner, Fact, Facts } from "../ui";

/** Everything that one should know before it costs money. */
export function PriceStep({ offer, resetNote }: { offer: Offer; resetNote: string | undefined }) {
    const { organization } = useSession();
    return (
        <div className="stack">
            <Facts testId="offer">
                <Fact name="Credits">{creditsInWords(offer.centicredits)}</Fact>
                <Fact name="Price" testId="offer-price">
                    <strong className="offer-price">{price(offer.price, offer.currency)}</strong>
                    {offer.surchargePercent > 0 && (
                        <span className="note offer-note">the plan's price per credit and {offer.surchargePercent} %</span>
                    )}
                </Fact>
                {offer.transferBytes ? <Fact name="Data transfer with it">{bytes(offer.transferBytes)}</Fact> : null}
                <Fact name="Expire">
                    {offer.expires ? calendarDay(dayOf(new Date(offer.expires), organization.timezone)) : "never"}
                </Fact>
                <Fact name="Paid by">{offer.provider === "invoice" ? "invoice" : "card"}</Fact>
            </Facts>
            {offer.provider === "invoice" && (
                <p className="note">You get an invoice. The credits are added when it is settled, not before.</p>
            )}
            <p className="note">At the reset: {resetNote ?? "what the plan says."} Extra credits stay until they expire.</p>
            {!offer.forSale && <Banner tone="warn">{offer.reason ?? "This plan sells no extra credits."}</Banner>}
        </div>
    );
}
