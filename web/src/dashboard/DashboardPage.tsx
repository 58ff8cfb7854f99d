import workflow from "lucide/workflow.svg";
import { organizations, useAnswer, useLive, useLiveReload, type Dashboard } from "../api";
import { calendarDay, credits, dayOf, inDays } from "../format";
import { BuyButton } from "../purchasing/BuyButton";
import { mayAdminister, useSession } from "../session";
import { Page } from "../shell/Page";
import { toneOf } from "../shell/meter";
import { Coin, EmptyState, Figure, LinkButton, Shown } from "../ui";
import { useWords } from "../words";
import { Banners } from "./Banners";
import { Counts } from "./Counts";
import { MostUsed } from "./MostUsed";
import { outlookNote, outlookTitle } from "./outlook";
import { ProofNote } from "./ProofNote";
import { UsagePanel } from "./UsagePanel";

export default function DashboardPage() {
    const { organization, user } = useSession();
    const answer = useAnswer(`dashboard ${organization.id}`, (signal) =>
        organizations.dashboard(organization.id, organization.timezone, signal),
    );
    useLiveReload(organization.id, answer.reload);
    const buys = answer.data !== undefined && !answer.data.plan.unlimited && mayAdminister(user, organization.id);
    return (
        <Page title="Dashboard" actions={buys && <BuyButton onBought={answer.reload} />}>
            <Shown answer={answer} what="The dashboard">
                {(dashboard) => (
                    <>
                        <Banners banners={dashboard.banners} />
                        <Figures dashboard={dashboard} />
                        <Counts dashboard={dashboard} onAutoChanged={(autoPurchasing) => answer.set({ ...dashboard, autoPurchasing })} />
                        <Usage dashboard={dashboard} />
                        <ProofNote proof={dashboard.proof} />
                    </>
                )}
            </Shown>
        </Page>
    );
}

function Figures({ dashboard }: { dashboard: Dashboard }) {
    const { organization } = useSession();
    const { balance } = useLive(organization.id);
    const { period, plan, averageDaily, forecast } = dashboard;
    // The stream is sooner than the reading that it causes; both end at the same figure.
    const left = plan.unlimited ? null : (balance?.leftCenticredits ?? dashboard.left.centicredits);
    const total = left === null ? null : (plan.centicredits ?? 0) + dashboard.left.extra + dashboard.used.extra;
    const resets = dayOf(new Date(period.resetsAt), period.zone);
    const tone = left === null || !total ? "plain" : toneOf(1 - left / total);
    return (
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
                testId="forecast"
                value={<span className="figure-words">{outlookTitle(forecast)}</span>}
                tone={forecast.is === "ends" || forecast.is === "gone" ? "warn" : "plain"}
            >
                {outlookNote(forecast)}
            </Figure>
        </div>
    );
}

function Usage({ dashboard }: { dashboard: Dashboard }) {
    const words = useWords();
    const { counts } = dashboard;
    if (counts.runs > 0 || dashboard.used.centicredits > 0)
        return (
            <>
                <UsagePanel dashboard={dashboard} />
                <MostUsed top={dashboard.top} />
            </>
        );
    return (
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
