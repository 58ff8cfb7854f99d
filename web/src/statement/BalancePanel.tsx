import { useState } from "react";
import { ledger, useAnswer, useLiveReload, type BalanceDay } from "../api";
import { DayChart } from "../charts/DayChart";
import { calendarDay, credits, creditsInWords } from "../format";
import { Button, ErrorState, Skeleton, Table, type Column } from "../ui";
import { summaryOf, type Summary } from "./range";

/** What the balance was on each day, what came and what went: as figures that add up, as a line, and as a table. */
export function BalancePanel({ organizationId, range }: { organizationId: number; range: { from: string; to: string } }) {
    const key = `history ${organizationId} ${range.from} ${range.to}`;
    const answer = useAnswer(key, (signal) => ledger.history(organizationId, range.from, range.to, signal));
    useLiveReload(organizationId, answer.reload);
    const [table, setTable] = useState(false);
    if (answer.error && !answer.data) return <ErrorState error={answer.error} onRetry={answer.reload} what="The balance of each day" />;
    const shown = answer.latest;
    if (!shown) return <Skeleton />;
    const summary = summaryOf(shown.history);
    if (shown.unlimited || !summary)
        return <p className="card muted">This plan has no limit, so there is no balance to follow. What was used stands below.</p>;
    return (
        <section className="card" aria-labelledby="balance-days">
            <div className="card-header">
                <h2 id="balance-days">Balance per day</h2>
                <span className="note">
                    {calendarDay(range.from)} – {calendarDay(range.to)}
                </span>
                <Button kind="quiet" small className="row-end" aria-expanded={table} onClick={() => setTable(!table)}>
                    {table ? "Hide the table" : "Show as a table"}
                </Button>
            </div>
            <Sum summary={summary} />
            <DayChart
                label="Balance at the end of each day"
                days={shown.history.map((day) => ({ date: day.date, value: day.closing }))}
                kind="line"
                height={200}
                describe={(position) => sentence(shown.history[position])}
                hint={(position) => <Hint day={shown.history[position]} />}
            />
            {table && <DayTable days={shown.history} />}
        </section>
    );
}

function sentence(day: BalanceDay | undefined): string {
    if (!day) return "";
    return `${calendarDay(day.date, undefined, "long")}: ${creditsInWords(day.closing)} at its end, ${credits(day.used)} used`;
}

const parts: [keyof Summary, string, string][] = [
    ["opening", "", "at the beginning"],
    ["granted", "+", "granted and bought"],
    ["used", "−", "used"],
    ["lapsed", "−", "lapsed"],
    ["adjusted", "±", "adjusted"],
    ["closing", "=", "at the end"],
];

/** Opening and what came and went make the closing; what did not happen is left out. */
function Sum({ summary }: { summary: Summary }) {
    const shown = parts.filter(([part]) => part === "opening" || part === "closing" || summary[part] !== 0);
    return (
        <dl className="balance-sum" data-testid="balance-sum">
            {shown.map(([part, sign, name]) => (
                <div key={part}>
                    <dd className="tabular">
                        {sign && <span className="muted">{sign} </span>}
                        <span data-part={part}>{credits(summary[part])}</span>
                    </dd>
                    <dt className="note">{name}</dt>
                </div>
            ))}
        </dl>
    );
}

function Hint({ day }: { day: BalanceDay | undefined }) {
    if (!day) return null;
    return (
        <>
            <h3>{calendarDay(day.date, undefined, "long")}</h3>
            <dl className="facts">
                {parts.map(([part, , name]) => (
                    <div key={part} className="facts-row">
                        <dt>{name}</dt>
                        <dd>{credits(day[part])}</dd>
                    </div>
                ))}
            </dl>
        </>
    );
}

function DayTable({ days }: { days: BalanceDay[] }) {
    const figure = (id: keyof Summary, title: string, minor = false): Column<BalanceDay> => ({
        id,
        title,
        align: "end",
        minor,
        cell: (day) => credits(day[id]),
    });
    const columns: Column<BalanceDay>[] = [
        { id: "date", title: "Day", cell: (day) => calendarDay(day.date) },
        figure("opening", "Opening", true),
        figure("granted", "Granted"),
        figure("used", "Used"),
        figure("lapsed", "Lapsed", true),
        figure("adjusted", "Adjusted", true),
        figure("closing", "Closing"),
    ];
    return (
        <div className="panel-table">
            <Table label="Balance per day" columns={columns} rows={[...days].reverse()} rowKey={(day) => day.date} testId="balance-table" />
        </div>
    );
}
