import { organizations, useAnswer, useLive, useLiveReload } from "../api";
import { calendarDay, credits } from "../format";
import { Link } from "../router";
import { useSession } from "../session";
import { Coin } from "../ui";
import { fill } from "./meter";

/** The balance on every page; live, and a way to the dashboard. */
export function CreditMeter() {
    const { organization } = useSession();
    const answer = useAnswer(`meter ${organization.id}`, (signal) => organizations.subscription(organization.id, signal));
    useLiveReload(organization.id, answer.reload);
    const { balance } = useLive(organization.id);
    const plan = answer.data;
    if (!plan) return <div className="credit-meter" />;
    const used = balance?.usedCenticredits ?? plan.credits.used;
    const left = balance ? balance.leftCenticredits : plan.credits.left;
    const { tone, share } = fill(used, left);
    const resets = dayIn(plan.period.resetsAt, plan.period.zone);
    return (
        <Link to={`/org/${organization.id}/dashboard`} className="credit-meter" data-tone={tone} data-testid="credit-meter">
            <span className="credit-meter-line">
                <Coin />
                <span className="sidebar-text credit-meter-text">
                    <span>
                        <strong className="tabular">{credits(left ?? used)}</strong> {left === null ? "used" : "left"}
                    </span>
                    <span>{left === null ? "no limit" : `resets ${calendarDay(resets)}`}</span>
                </span>
            </span>
            {left !== null && (
                <span
                    className="meter"
                    data-tone={tone}
                    role="meter"
                    aria-label="Credits used"
                    aria-valuemin={0}
                    aria-valuemax={100}
                    aria-valuenow={Math.round(share * 100)}
                >
                    <span className="meter-part" style={{ width: `${share * 100}%` }} />
                </span>
            )}
        </Link>
    );
}

function dayIn(instant: string, zone: string): string {
    return new Intl.DateTimeFormat("sv", { timeZone: zone }).format(new Date(instant));
}
