import { useEffect, useState } from "react";
import { reasonOf, scenarios, useAnswer, useLiveReload, type Scenario } from "../api";
import { Link } from "../router";
import { StatusMark } from "../run/StatusMark";
import { scheduleWords } from "../scenarios/schedule";
import { mayChange, useSession } from "../session";
import { CreditAmount, Switch, Time, toast } from "../ui";

interface StripProps {
    scenario: Scenario;
    /** Grows with each save and each run that ended. */
    round: string;
    /** What is on is the version last saved. */
    dirty: boolean;
}

/** Whether it is on, when it runs by itself, and how the last run went. */
export function Strip({ scenario: first, round, dirty }: StripProps) {
    const { user, organization } = useSession();
    const { id } = first;
    const answer = useAnswer(`strip ${id}`, async (signal) => {
        const [scenario, logs] = await Promise.all([scenarios.read(id, signal), scenarios.logs(id, { limit: 1 }, signal)]);
        return { scenario, last: logs[0] };
    });
    const [turned, setTurned] = useState<boolean>();
    useLiveReload(organization.id, answer.reload, (event) => event.scenarioId === id);
    useEffect(() => answer.reload(), [round]);
    const scenario = answer.data?.scenario ?? first;
    const last = answer.data?.last;
    const isOn = turned ?? scenario.isActive;
    const turn = async (on: boolean) => {
        setTurned(on);
        try {
            await (on ? scenarios.start(id) : scenarios.stop(id));
            if (answer.data) answer.set({ ...answer.data, scenario: { ...scenario, isActive: on } });
            answer.reload();
            if (on && dirty) toast("On, as it was last saved. Save what you changed to make it run that.");
        } catch (error) {
            toast(`It could not be turned ${on ? "on" : "off"}. ${reasonOf(error)}`, { kind: "bad" });
        }
        setTurned(undefined);
    };
    return (
        <footer className="builder-strip" aria-label="Schedule and last run" data-testid="builder-strip">
            <Switch
                labelled
                label={isOn ? "On" : "Off"}
                on={isOn}
                disabled={!mayChange(user, organization.id) || turned !== undefined}
                onChange={(on) => void turn(on)}
            />
            <span className="strip-part">
                <span className="muted">Runs</span>
                <Link to={`/scenarios/${id}/settings`}>{scheduleWords(scenario.scheduling)}</Link>
                {scenario.isActive && scenario.nextExec && (
                    <span className="muted">
                        next <Time at={scenario.nextExec} />
                    </span>
                )}
            </span>
            <span className="strip-part strip-last">
                {last ? (
                    <>
                        <span className="muted">Last run</span>
                        <StatusMark state={last.state} />
                        <Link to={`/scenarios/${id}/history/${last.id || last.imtId}`}>
                            <Time at={last.timestamp} />
                        </Link>
                        <CreditAmount value={last.centicredits} size={12} />
                    </>
                ) : (
                    <span className="muted">{answer.data ? "It has not run yet" : ""}</span>
                )}
            </span>
        </footer>
    );
}
