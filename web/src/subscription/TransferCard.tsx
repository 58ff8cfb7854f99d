import type { Subscription } from "../api";
import { bytes, calendarDay, dayOf, share } from "../format";
import { toneOf } from "../shell/meter";
import { Meter } from "../ui";

/** Data transfer of the same period, against what plan and extra credits bring. */
export function TransferCard({ subscription: { transfer, period } }: { subscription: Subscription }) {
    return (
        <section className="card" aria-labelledby="transfer-used">
            <div className="card-header">
                <h2 id="transfer-used">Data transfer</h2>
                <span className="note">
                    {calendarDay(dayOf(new Date(period.start), period.zone))} – {calendarDay(dayOf(new Date(period.resetsAt), period.zone))}
                </span>
            </div>
            <p className="subscription-figure tabular">
                <strong data-testid="transfer-used-figure">{bytes(transfer.used)}</strong>{" "}
                <span className="muted">{transfer.total === null ? "used, no limit" : `of ${bytes(transfer.total)} used`}</span>
                {transfer.percent !== null && <span className="muted row-end">{share(transfer.percent / 100)}</span>}
            </p>
            {transfer.total !== null && (
                <Meter
                    label="Data transfer used"
                    thick
                    total={transfer.total}
                    tone={toneOf(transfer.total > 0 ? transfer.used / transfer.total : 1)}
                    parts={[{ value: transfer.used, colour: "series-1" }]}
                />
            )}
        </section>
    );
}
