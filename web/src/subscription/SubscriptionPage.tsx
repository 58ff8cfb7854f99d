import type { ReactNode } from "react";
import { organizations, useAnswer, useLiveReload, type Subscription } from "../api";
import { bytes, calendarDay, credits, inDays, share } from "../format";
import { Page } from "../shell/Page";
import { toneOf } from "../shell/meter";
import { useSession } from "../session";
import { Coin, Shown, SkeletonBlocks } from "../ui";
import { dayOf } from "../dashboard/days";

/** S1: what of the plan is used. */
export function SubscriptionPage() {
    const { organization } = useSession();
    const answer = useAnswer(`subscription ${organization.id}`, (signal) => organizations.subscription(organization.id, signal));
    useLiveReload(organization.id, answer.reload);
    return (
        <Page title="Subscription" crumbs={[{ label: "My plan", to: `/org/${organization.id}/subscription` }]}>
            <Shown answer={answer} what="The subscription" skeleton={<SkeletonBlocks figures={2} chart={false} />}>
                {(subscription) => <Plan subscription={subscription} />}
            </Shown>
        </Page>
    );
}

function Plan({ subscription }: { subscription: Subscription }) {
    const { credits: used, transfer, plan, period } = subscription;
    const start = dayOf(new Date(period.start), period.zone);
    const resets = dayOf(new Date(period.resetsAt), period.zone);
    return (
        <div className="subscription">
            <section className="card subscription-credits" aria-labelledby="credits-used" data-testid="subscription-credits">
                <div className="card-header">
                    <h2 id="credits-used">Credits</h2>
                    <span className="note">
                        {calendarDay(start)} – {calendarDay(resets)}, resets {inDays(period.daysLeft)}
                    </span>
                </div>
                <p className="subscription-figure tabular">
                    <Coin size={20} /> <strong data-testid="credits-used">{credits(used.used)}</strong>{" "}
                    {used.total === null ? (
                        <span className="muted">used, no limit</span>
                    ) : (
                        <span className="muted">of {credits(used.total)} used</span>
                    )}
                    {used.percent !== null && <span className="muted row-end">{percent(used.percent)}</span>}
                </p>
                {used.total !== null && (
                    <Bar
                        label="Credits used"
                        total={used.total}
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
            </section>

            <section className="card" aria-labelledby="transfer-used">
                <div className="card-header">
                    <h2 id="transfer-used">Data transfer</h2>
                    <span className="note">in the same period</span>
                </div>
                <p className="subscription-figure tabular">
                    <strong>{bytes(transfer.used)}</strong>{" "}
                    <span className="muted">{transfer.total === null ? "used, no limit" : `of ${bytes(transfer.total)} used`}</span>
                    {transfer.percent !== null && <span className="muted row-end">{percent(transfer.percent)}</span>}
                </p>
                {transfer.total !== null && (
                    <Bar label="Data transfer used" total={transfer.total} parts={[{ value: transfer.used, colour: "series-1" }]} />
                )}
            </section>

            <section className="card subscription-plan" aria-labelledby="plan">
                <div className="card-header">
                    <h2 id="plan">{plan.name}</h2>
                    <span className="chip">your plan</span>
                </div>
                <dl className="plan-facts">
                    <Fact name="Credits per period">
                        {plan.unlimited || plan.centicredits === null ? "No limit" : credits(plan.centicredits)}
                    </Fact>
                    <Fact name="Price">
                        {plan.price === null
                            ? "None: this plan is not for sale"
                            : `${plan.price} ${plan.currency ?? ""} per ${plan.period}`}
                    </Fact>
                    <Fact name="Period">{plan.period}</Fact>
                    <Fact name="Credits reset">
                        {calendarDay(resets)}, {inDays(period.daysLeft)}
                    </Fact>
                    {plan.limits.map((limit) => (
                        <Fact key={limit.name} name={limit.label}>
                            {limit.value}
                        </Fact>
                    ))}
                </dl>
            </section>
        </div>
    );
}

function Bar({ label, total, parts }: { label: string; total: number; parts: { value: number; colour: string }[] }) {
    const used = parts.reduce((sum, part) => sum + part.value, 0);
    const full = total > 0 ? used / total : 1;
    const tone = toneOf(full);
    return (
        <div
            className="meter subscription-bar"
            role="meter"
            aria-label={label}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.min(100, Math.round(full * 100))}
            data-tone={tone}
        >
            {parts.map((part) => (
                <div
                    key={part.colour}
                    className="meter-part"
                    style={{
                        width: `${total > 0 ? Math.min(100, (part.value / total) * 100) : 0}%`,
                        background: tone === "plain" ? `var(--${part.colour})` : undefined,
                    }}
                />
            ))}
        </div>
    );
}

function Part({
    colour,
    name,
    used,
    total,
    show,
}: {
    colour: string;
    name: string;
    used: number;
    total: number | null;
    show: (value: number) => string;
}) {
    return (
        <div>
            <dt>
                <span className="part-colour" style={{ background: `var(--${colour})` }} /> {name}
            </dt>
            <dd className="tabular">
                {show(used)} <span className="muted">{total ? `of ${show(total)}` : "used"}</span>
            </dd>
        </div>
    );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd className="tabular">{children}</dd>
        </div>
    );
}

function percent(value: number): string {
    return share(value / 100);
}
