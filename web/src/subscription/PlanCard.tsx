import { useState } from "react";
import { plans, reasonOf, type Subscription } from "../api";
import { calendarDay, credits, dayOf, inDays, price } from "../format";
import { useSession } from "../session";
import { Banner, Button, Fact, Facts, toast } from "../ui";
import { ChangePlanDialog } from "./ChangePlanDialog";
import { periodKinds, perPeriod } from "./period";

interface PlanCardProps {
    subscription: Subscription;
    onChanged: (subscription: Subscription) => void;
}

/** The plan: price, period, limits, and what it becomes at the reset. */
export function PlanCard({ subscription, onChanged }: PlanCardProps) {
    const { user } = useSession();
    const { plan, period, nextPlan, periodKind } = subscription;
    const [changing, setChanging] = useState(false);
    const may = subscription.mayChangePlan ?? user.operator;
    const resets = dayOf(new Date(period.resetsAt), period.zone);
    return (
        <section className="card subscription-plan" aria-labelledby="plan" data-testid="plan-card">
            <div className="card-header">
                <h2 id="plan">{plan.name}</h2>
                <span className="chip">your plan</span>
                {may && (
                    <Button small className="row-end" onClick={() => setChanging(true)}>
                        Change plan
                    </Button>
                )}
            </div>
            {nextPlan && <NextPlan next={nextPlan} zone={period.zone} may={may} onChanged={onChanged} />}
            <Facts>
                <Fact name="Credits per period">
                    {plan.unlimited || plan.centicredits === null ? "No limit" : credits(plan.centicredits)}
                </Fact>
                <Fact name="Price">
                    {plan.price === null ? "None: this plan is not for sale" : `${price(plan.price, plan.currency)} ${perPeriod(periodKind)}`}
                </Fact>
                <Fact name="Period">{periodKinds[periodKind] ?? plan.period}</Fact>
                <Fact name="Credits reset">
                    {calendarDay(resets)}, {inDays(period.daysLeft)}
                </Fact>
                {plan.limits.map((limit) => (
                    <Fact key={limit.name} name={limit.label}>
                        {limit.value}
                    </Fact>
                ))}
            </Facts>
            {changing && <ChangePlanDialog subscription={subscription} onChanged={onChanged} onClose={() => setChanging(false)} />}
        </section>
    );
}

interface NextPlanProps {
    next: NonNullable<Subscription["nextPlan"]>;
    zone: string;
    may: boolean;
    onChanged: (subscription: Subscription) => void;
}

/** A planned downgrade waits for the reset, and can be taken back until then. */
function NextPlan({ next, zone, may, onChanged }: NextPlanProps) {
    const { organization } = useSession();
    const [busy, setBusy] = useState(false);
    const takeBack = async () => {
        setBusy(true);
        try {
            onChanged(await plans.takeBack(organization.id));
            toast("Taken back. The plan stays as it is.", { kind: "good" });
        } catch (error) {
            toast(`It was not taken back. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <Banner
            testId="next-plan"
            action={
                may && (
                    <Button small busy={busy} onClick={takeBack}>
                        Take it back
                    </Button>
                )
            }
        >
            Becomes <strong>{next.plan.name}</strong> on {calendarDay(dayOf(new Date(next.at), zone))}.
        </Banner>
    );
}
