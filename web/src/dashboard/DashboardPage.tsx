import { useState } from "react";
import workflow from "lucide/workflow.svg";
import { organizations, useAnswer, useLive, useLiveReload, type Dashboard } from "../api";
import { calendarDay, count, counted, credits, inDays } from "../format";
import { Page } from "../shell/Page";
import { toneOf } from "../shell/meter";
import { useSession } from "../session";
import { Coin, EmptyState, Figure, LinkButton, Shown } from "../ui";
import { useWords } from "../words";
import { dayOf } from "./days";
import { forecast, type Forecast } from "./forecast";
import { MostUsed } from "./MostUsed";
import { UsagePanel } from "./UsagePanel";

export default function DashboardPage() {
    const { organization } = useSession();
    const answer = useAnswer(`dashboard ${organization.id}`, (signal) =>
        organizations.dashboard(organization.id, organization.timezone, signal),
    );
    useLiveReload(organization.id, answer.reload);
    return (
        <Page title="Dashboard">
            <Shown answer={answer} what="The dashboard">
                {(dashboard) => <Figures dashboard={dashboard} />}
            </Shown>
        </Page>
    );
}

function Figures({ dashboard }: { dashboard: Dashboard }) {
    const { organization } = useSession();
    const words = useWords();
    const { balance } = useLive(organization.id);
    const { period, plan, averageDaily, counts } = dashboard;
    // The stream is sooner than the reading that it causes; both end at the same figure.
    const left = plan.unlimited ? null : (balance?.leftCenticredits ?? dashboard.left.centicredits);
    const total = left === null ? null : (plan.centicredits ?? 0) + dashboard.left.extra + dashboard.used.extra;
    const resets = dayOf(new Date(period.resetsAt), period.zone);
    const tone = left === null || !total ? "plain" : toneOf(1 - left / total);
    const [now] = useState(() => new Date());
    const outlook = forecast({
        left,
        rate: averageDaily.last7Days,
        daysKnown: dashboard.days.length,
        now,
        resetsAt: new Date(period.resetsAt),
        zone: period.zone,
    });
    return (
        <>
            <div className="figures">
                <Figure label="Average daily usage" value={<Amount value={averageDaily.centicredits} />} testId="average-daily">
                    this period · last 7 days: {credits(averageDaily.last7Days)}
                </Figure>
                <Figure label="Credits left" tone={tone} testId="credits-left" value={left === null ? "No limit" : <Amount value={left} />}>
                    {left === null
                        ? `${credits(dashboard.used.centicredits)} used this period · plan ${plan.name}`
                        : `of ${credits(total ?? 0)} · ${credits(dashboard.left.plan ?? 0)} plan + ${credits(dashboard.left.extra)} extra`}
                </Figure>
                <Figure label="Resets" value={calendarDay(resets)} testId="resets">
                    {inDays(period.daysLeft)} · since {calendarDay(dayOf(new Date(period.start), period.zone))}
                </Figure>
                <Figure
                    label="At this rate"
                    value={<span className="figure-words">{title(outlook)}</span>}
                    tone={outlook.is === "ends" || outlook.is === "gone" ? "warn" : "plain"}
                >
                    {note(outlook)}
                </Figure>
            </div>
            {counts.runs === 0 && dashboard.used.centicredits === 0 ? (
                <div className="card">
                    <EmptyState
                        icon={workflow}
                        title="No credits used this period"
                        action={
                            <LinkButton to="/scenarios" kind="primary">
                                {counts.scenarios === 0 ? `Import ${words.aScenario}` : `Go to ${words.scenarios}`}
                            </LinkButton>
                        }
                    >
                        After the first run, its credits stand here day by day, with what used the most below.
                    </EmptyState>
                </div>
            ) : (
                <>
                    <UsagePanel dashboard={dashboard} />
                    <MostUsed top={dashboard.top} />
                </>
            )}
            <p className="note" data-testid="counts">
                {counted(counts.activeScenarios, `active ${words.scenario}`, `active ${words.scenarios}`)} of {count(counts.scenarios)} ·{" "}
                {counted(counts.runs, "run", "runs")} and {counted(counts.errors, "error", "errors")} this period
            </p>
        </>
    );
}

function Amount({ value }: { value: number }) {
    return (
        <span className="figure-amount">
            <Coin size={20} />
            {credits(value)}
        </span>
    );
}

function title(outlook: Forecast): string {
    switch (outlook.is) {
        case "noLimit":
            return "No limit";
        case "tooEarly":
            return "Too early to say";
        case "lasts":
            return "Lasts to the reset";
        case "ends":
            return calendarDay(outlook.day);
        case "gone":
            return "None left";
    }
}

function note(outlook: Forecast): string {
    switch (outlook.is) {
        case "noLimit":
            return "Everything is counted, nothing is stopped";
        case "tooEarly":
            return "after seven days there is a forecast";
        case "lasts":
            return "at the rate of the last 7 days";
        case "ends":
            return `credits run out ${inDays(outlook.days)}, at the rate of the last 7 days`;
        case "gone":
            return "runs stop until credits return";
    }
}
