import { useId, useMemo, useState } from "react";
import type { Dashboard, DashboardDay } from "../api";
import { DayChart } from "../charts/DayChart";
import { bytes, calendarDay, count, credits, creditsInWords } from "../format";
import { Button, Coin, Table, Tabs, type Column } from "../ui";
import { useWords } from "../words";
import { allowance, summed, wholePeriod } from "./days";

type Mode = "daily" | "total";

/** D2: the trend of the running period, per day or summed up, as a chart and as the table behind it. */
export function UsagePanel({ dashboard }: { dashboard: Dashboard }) {
    const [mode, setMode] = useState<Mode>(() => (localStorage.getItem("dashboard.mode") === "total" ? "total" : "daily"));
    const [table, setTable] = useState(false);
    const panel = useId();
    const daily = useMemo(() => wholePeriod(dashboard.days, dashboard.period), [dashboard]);
    const shown = mode === "total" ? summed(daily) : daily;
    const ceiling = allowance(shown, dashboard.plan.unlimited ? null : dashboard.plan.centicredits, mode === "total");
    const choose = (id: string) => {
        setMode(id as Mode);
        localStorage.setItem("dashboard.mode", id);
    };
    const day = (position: number) => dashboard.days.find((one) => one.date === daily[position]?.date);
    const describe = (position: number) => {
        const one = day(position);
        if (!one) return "";
        const total = mode === "total" ? `, ${creditsInWords(shown[position]?.value ?? 0)} since the period began` : "";
        return `${calendarDay(one.date, undefined, "long")}: ${creditsInWords(one.centicredits)}, ${bytes(one.transfer)} transferred${total}`;
    };
    return (
        <section className="card" aria-labelledby={panel}>
            <div className="card-header">
                <h2 id={panel}>Usage</h2>
                <span className="note">
                    {calendarDay(daily[0]?.date ?? dashboard.period.running)} –{" "}
                    {calendarDay(daily[daily.length - 1]?.date ?? dashboard.period.running)}, days in {dashboard.period.zone}
                </span>
                <span className="row-end">
                    <Tabs
                        kind="switch"
                        label="Shown"
                        chosen={mode}
                        onChoose={choose}
                        tabs={[
                            { id: "daily", label: "Daily" },
                            { id: "total", label: "Total" },
                        ]}
                    />
                </span>
            </div>
            <DayChart
                label="Credits per day"
                days={shown}
                kind={mode === "daily" ? "bars" : "line"}
                ceiling={ceiling}
                describe={describe}
                hint={(position) => {
                    const one = day(position);
                    return one && <DayHint day={one} total={mode === "total" ? (shown[position]?.value ?? null) : null} />;
                }}
            />
            <div className="legend">
                <CreditsLegend dashboard={dashboard} />
                <span className="legend-entry">
                    <span className="legend-hatched" /> running day
                </span>
                {ceiling && (
                    <span className="legend-entry">
                        <span className="legend-dashed" /> {mode === "total" ? "the plan, used evenly" : "the plan, per day"}
                    </span>
                )}
                <Button kind="quiet" small className="row-end" aria-expanded={table} onClick={() => setTable(!table)}>
                    {table ? "Hide the table" : "Show as a table"}
                </Button>
            </div>
            {table && <DayTable days={dashboard.days} />}
        </section>
    );
}

/** Hovered or focused, it says how many of the credits came from the plan and how many were extra. */
function CreditsLegend({ dashboard }: { dashboard: Dashboard }) {
    const hint = useId();
    const { used, left, plan } = dashboard;
    return (
        <span className="legend-credits">
            <button type="button" className="legend-entry legend-button" aria-describedby={hint}>
                <span className="legend-colour" /> Credits
            </button>
            <span id={hint} role="tooltip" className="day-hint legend-hint">
                <dl className="facts">
                    <dt>From the plan</dt>
                    <dd>
                        {credits(used.plan)}
                        {!plan.unlimited && plan.centicredits !== null && ` of ${credits(plan.centicredits)}`}
                    </dd>
                    <dt>Extra</dt>
                    <dd>
                        {credits(used.extra)}
                        {!plan.unlimited && ` of ${credits(used.extra + left.extra)}`}
                    </dd>
                    <dt>Used this period</dt>
                    <dd>{credits(used.centicredits)}</dd>
                </dl>
            </span>
        </span>
    );
}

function DayHint({ day, total }: { day: DashboardDay; total: number | null }) {
    return (
        <>
            <h3>
                {calendarDay(day.date, undefined, "long")}
                {day.running && ", so far"}
            </h3>
            <dl className="facts">
                <dt>Credits</dt>
                <dd>
                    <Coin size={11} /> <strong>{credits(day.centicredits)}</strong>
                </dd>
                {total !== null && (
                    <>
                        <dt>This period so far</dt>
                        <dd>{credits(total)}</dd>
                    </>
                )}
                {day.manualTest > 0 && (
                    <>
                        <dt>of them manual tests</dt>
                        <dd>{credits(day.manualTest)}</dd>
                    </>
                )}
                {day.retry > 0 && (
                    <>
                        <dt>of them retries</dt>
                        <dd>{credits(day.retry)}</dd>
                    </>
                )}
                <dt>Data transfer</dt>
                <dd>{bytes(day.transfer)}</dd>
                <dt>Runs, errors</dt>
                <dd>
                    {count(day.runs)}, {count(day.errors)}
                </dd>
            </dl>
            {day.top && (
                <p className="day-top">
                    Most by <strong>{day.top.name}</strong>: {credits(day.top.centicredits)}
                </p>
            )}
        </>
    );
}

function DayTable({ days }: { days: DashboardDay[] }) {
    const words = useWords();
    const columns: Column<DashboardDay>[] = [
        { id: "date", title: "Day", cell: (day) => `${calendarDay(day.date)}${day.running ? ", so far" : ""}` },
        { id: "centicredits", title: "Credits", align: "end", cell: (day) => credits(day.centicredits) },
        { id: "manualTest", title: "Manual tests", align: "end", minor: true, cell: (day) => credits(day.manualTest) },
        { id: "retry", title: "Retries", align: "end", minor: true, cell: (day) => credits(day.retry) },
        { id: "operations", title: "Operations", align: "end", minor: true, cell: (day) => count(day.operations) },
        { id: "transfer", title: "Data transfer", align: "end", cell: (day) => bytes(day.transfer) },
        { id: "runs", title: "Runs", align: "end", cell: (day) => count(day.runs) },
        { id: "top", title: `Top ${words.scenario}`, minor: true, cell: (day) => <span className="ellipsis">{day.top?.name ?? "–"}</span> },
    ];
    return (
        <div className="panel-table">
            <Table label="Usage per day" columns={columns} rows={[...days].reverse()} rowKey={(day) => day.date} testId="usage-days" />
        </div>
    );
}
