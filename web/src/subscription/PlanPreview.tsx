import type { PlanPreview as Preview } from "../api";
import { calendarDay, creditsInWords, dayOf, price } from "../format";
import { useSession } from "../session";
import { Fact, Facts } from "../ui";

/** What a change would do: when, for how much, and what becomes of unused credits. */
export function PlanPreview({ preview }: { preview: Preview }) {
    const { organization } = useSession();
    if (preview.change === "same") return <p className="muted">This is what you have.</p>;
    return (
        <section className="plan-preview" aria-label="What changes" data-testid="plan-preview">
            <Facts>
                <Fact name={preview.change === "upgrade" ? "Upgrade" : "Downgrade"}>
                    {preview.from.name} → {preview.to.name}
                </Fact>
                <Fact name="Takes effect">
                    {preview.effective === "now"
                        ? "at once; a new period begins"
                        : `at the reset on ${calendarDay(dayOf(new Date(preview.effectiveAt), organization.timezone))}`}
                </Fact>
                <Fact name="Credits granted">{preview.grants === null ? "no limit" : creditsInWords(preview.grants)}</Fact>
                <Fact name="Unused credits">
                    {creditsInWords(preview.unused)}
                    <span className="note offer-note">{preview.unusedNote}</span>
                </Fact>
                <Fact name="Price">{preview.price === null ? "none" : price(preview.price, preview.currency)}</Fact>
            </Facts>
            {preview.notes.map((note) => (
                <p key={note} className="note">
                    {note}
                </p>
            ))}
        </section>
    );
}
