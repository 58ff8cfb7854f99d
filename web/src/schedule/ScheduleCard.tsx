import { useState } from "react";
import { ApiError, organizations, reasonOf, scenarios as calls, useAnswer, type Scenario } from "../api";
import { costOfInterval, recentOf } from "../scenario/cost";
import { useSession } from "../session";
import { Banner, Button, SelectField, TextField, toast, Toggles } from "../ui";
import { useWords } from "../words";
import { monthDays, months, weekdays } from "./calendar";
import { draftOf, isTimed, problemsOf, schedulingOf, types, type Draft } from "./draft";
import { Limits } from "./Limits";
import { NextTimes } from "./NextTimes";
import { Served } from "./Served";

interface ScheduleCardProps {
    scenario: Scenario;
    changes: boolean;
    onChanged: (scenario: Scenario) => void;
}

/** When it runs by itself, with the next times before anything is saved. */
export function ScheduleCard({ scenario, changes, onChanged }: ScheduleCardProps) {
    const { organization } = useSession();
    const words = useWords();
    const zone = organization.timezone;
    const [draft, setDraft] = useState<Draft>(() => draftOf(scenario.scheduling, zone));
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const problems = problemsOf(draft);
    const whole = Object.keys(problems).length === 0;
    const scheduling = schedulingOf(draft, scenario.scheduling);
    const estimate = useAnswer(draft.type === "indefinitely" ? `estimate ${scenario.id} ${scenario.version}` : null, (signal) =>
        calls.estimate(scenario.id, signal),
    );
    const last = useAnswer(draft.type === "indefinitely" ? `recent runs ${scenario.id}` : null, (signal) =>
        calls.logs(scenario.id, { limit: 20, showCheckRuns: false }, signal),
    );
    // Only a webhook or a mailbox tells when something comes in.
    const instant = scenario.hookId !== null;
    const put = (part: Partial<Draft>) => {
        setDraft({ ...draft, ...part });
        setFailure(undefined);
    };
    const save = async () => {
        setBusy(true);
        setFailure(undefined);
        try {
            const { scenario: changed } = await calls.change(scenario.id, { scheduling: JSON.stringify(scheduling) });
            onChanged(changed);
            toast("The schedule is saved.", { kind: "good" });
        } catch (error) {
            const named = error instanceof ApiError ? error.suberrors.find((one) => one.name?.startsWith("scheduling")) : undefined;
            setFailure(`Nothing was saved. ${named && !reasonOf(error).includes(named.message) ? `${named.message} ` : ""}${reasonOf(error)}`);
        }
        setBusy(false);
    };
    const daily = ["daily", "weekly", "monthly", "yearly"].includes(draft.type);
    return (
        <form
            className="card settings-card"
            aria-labelledby="schedule"
            onSubmit={(event) => {
                event.preventDefault();
                if (whole) void save();
            }}
        >
            <div>
                <h2 id="schedule">Schedule</h2>
                <p className="muted">Times are those of {zone}, the organization's time zone.</p>
            </div>
            <SelectField label="Runs" value={draft.type} disabled={!changes} onChange={(event) => put({ type: event.target.value })}>
                {types.map((type) => (
                    <option key={type} value={type} disabled={type === "immediately" && !instant && draft.type !== type}>
                        {typeNames[type]}
                        {type === "immediately" && !instant && ": its first module waits for nothing"}
                    </option>
                ))}
                {!types.includes(draft.type) && <option value={draft.type}>{draft.type}</option>}
            </SelectField>
            {draft.type === "immediately" && !instant && (
                <Banner tone="warn">Nothing comes in here by itself: its first module is no webhook and no mailbox, so no run begins.</Banner>
            )}
            {draft.type === "immediately" && <p className="note">One run for each delivery, for {words.scenarios} that begin with a webhook or mail.</p>}
            {draft.type === "on-demand" && <p className="note">Only when someone presses Run once, or an API call or another {words.scenario} starts it.</p>}
            {draft.type === "indefinitely" && (
                <TextField
                    label="Every … minutes"
                    inputMode="numeric"
                    value={draft.minutes}
                    disabled={!changes}
                    error={problems.minutes}
                    help={
                        <>
                            {(last.data || last.error) &&
                                costOfInterval(estimate.data, recentOf(last.data ?? []), Math.round(Number(draft.minutes) * 60))}{" "}
                            <LeastInterval />
                        </>
                    }
                    onChange={(event) => put({ minutes: event.target.value })}
                />
            )}
            {draft.type === "once" && (
                <TextField
                    label="Day and time"
                    type="datetime-local"
                    value={draft.date}
                    disabled={!changes}
                    error={problems.date}
                    onChange={(event) => put({ date: event.target.value })}
                />
            )}
            {draft.type === "weekly" && (
                <Toggles
                    legend="On"
                    options={weekdays()}
                    chosen={draft.weekdays}
                    disabled={!changes}
                    error={problems.weekdays}
                    onChange={(chosen) => put({ weekdays: chosen })}
                />
            )}
            {draft.type === "yearly" && (
                <Toggles
                    legend="In"
                    options={months()}
                    chosen={draft.months}
                    disabled={!changes}
                    error={problems.months}
                    onChange={(chosen) => put({ months: chosen })}
                />
            )}
            {(draft.type === "monthly" || draft.type === "yearly") && (
                <>
                    <Toggles
                        legend="On day"
                        options={monthDays()}
                        chosen={draft.monthDays}
                        disabled={!changes}
                        error={problems.monthDays}
                        onChange={(chosen) => put({ monthDays: chosen })}
                    />
                    {draft.monthDays.some((day) => day > 28) && <p className="note">A day that a month lacks is its last one.</p>}
                </>
            )}
            {daily && (
                <TextField
                    className="schedule-time"
                    label="At"
                    type="time"
                    value={draft.time}
                    disabled={!changes}
                    error={problems.time}
                    onChange={(event) => put({ time: event.target.value })}
                />
            )}
            {isTimed(draft.type) && (
                <>
                    {draft.type !== "once" && <Limits draft={draft} disabled={!changes} error={problems.to} onChange={put} />}
                    <SelectField
                        label="Times that were missed"
                        value={draft.missed}
                        disabled={!changes}
                        help="While the server was down. A restart within a minute misses nothing."
                        onChange={(event) => put({ missed: event.target.value as Draft["missed"] })}
                    >
                        <option value="one">Make up for them with one run</option>
                        <option value="all">Run each of them</option>
                        <option value="none">Pass over them</option>
                    </SelectField>
                </>
            )}
            {whole && isTimed(draft.type) && <NextTimes scheduling={scheduling} isOn={scenario.isActive} />}
            {failure && <Banner tone="bad">{failure}</Banner>}
            {changes && (
                <div>
                    <Button kind="primary" type="submit" busy={busy} disabled={!whole}>
                        Save the schedule
                    </Button>
                </div>
            )}
            <Served scenario={scenario} />
        </form>
    );
}

const typeNames: Record<string, string> = {
    immediately: "At once, when something comes in",
    indefinitely: "Every … minutes",
    daily: "Every day",
    weekly: "On days of the week",
    monthly: "On days of the month",
    yearly: "On days of the year",
    once: "Once",
    "on-demand": "On demand only",
};

/** What the plan allows, where it bounds it. */
function LeastInterval() {
    const { organization } = useSession();
    const answer = useAnswer(`subscription ${organization.id}`, (signal) => organizations.subscription(organization.id, signal));
    const limit = answer.data?.plan.limits.find((one) => one.name === "minimumInterval");
    if (!limit || !answer.data) return null;
    return (
        <>
            The plan {answer.data.plan.name} runs at most every {limit.value}: a shorter interval is refused.
        </>
    );
}
