import type { Subscription } from "../api";
import { calendarDay, credits, dayOf, inDays, share } from "../format";
import { toneOf } from "../shell/meter";
import { Coin, Meter } from "../ui";
import { Part } from "./Part";

/** S1: used of what was bought for the running period, plan and extra apart. */
export function CreditsCard({ subscription }: { subscription: Subscription }) {
    const { credits: used, period, resetNote } = subscription;
    const start = dayOf(new Date(period.start), period.zone);
    const resets = dayOf(new Date(period.resetsAt), period.zone);
    return (
        <section className="card subscription-credits" aria-labelledby="credits-used" data-testid="subscription-credits">
            <div className="card-header">
                <h2 id="credits-used">Credits</h2>
                <span className="note">
                    {calendarDay(start)} – {calendarDay(resets)}, resets {inDays(period.daysLeft)}
                </span>
            </div>
            <p className="subscription-figure tabular">
                <Coin size={20} /> <strong data-testid="credits-used">{credits(used.used)}</strong>{" "}
                <span className="muted">{used.total === null ? "used, no limit" : `of ${credits(used.total)} used`}</span>
                {used.percent !== null && <span className="muted row-end">{share(used.percent / 100)}</span>}
            </p>
            {used.total !== null && (
                <Meter
                    label="Credits used"
                    thick
                    total={used.total}
                    tone={toneOf(used.total > 0 ? used.used / used.total : 1)}
                    parts={[
                        { value: used.plan.used, colour: "series-1" },
                        { value: used.extra.used, colour: "series-2" },
                    ]}
                />
            )}
            <dl className="subscription-parts">
                <Part colour="series-1" name="Plan" used={used.plan.used} total={used.plan.total} show={credits} />
                <Part colour="series-2" name="Extra" used={used.extra.used} total={used.extra.total} show={credits} />
                {used.left !== null && (
                    <div>
                        <dt>Left</dt>
                        <dd className="tabular">{credits(used.left)}</dd>
                    </div>
                )}
            </dl>
            {resetNote && (
                <p className="note subscription-reset" data-testid="reset-note">
                    At the reset on {calendarDay(resets)}: {resetNote}
                </p>
            )}
        </section>
    );
}
