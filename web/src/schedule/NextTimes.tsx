import { useEffect, useState } from "react";
import calendar from "lucide/calendar-clock.svg";
import { schedules, useAnswer, type Scheduling } from "../api";
import { exact } from "../format";
import { useSession } from "../session";
import { Icon } from "../ui";

const shown = 5;
const rest = 300;

/** The next times by the organization's clock, for what is in the form now. Nothing where the server doesn't work them out. */
export function NextTimes({ scheduling, isOn }: { scheduling: Scheduling; isOn: boolean }) {
    const { organization } = useSession();
    const text = JSON.stringify(scheduling);
    const [asked, setAsked] = useState(text);
    useEffect(() => {
        const timer = setTimeout(() => setAsked(text), rest);
        return () => clearTimeout(timer);
    }, [text]);
    const answer = useAnswer(`next times ${asked}`, (signal) => schedules.check(organization.id, JSON.parse(asked) as Scheduling, signal));
    const check = answer.latest;
    if (!check) return null;
    if (!check.ok)
        return (
            <p className="field-error" role="alert">
                {check.message}
            </p>
        );
    return (
        <section className="next-times" aria-label="Next times" data-testid="next-times" data-old={asked !== text || undefined}>
            <h3>
                <Icon svg={calendar} /> {check.next.length === 0 ? "It would never run" : isOn ? "Runs next" : "Once it is on, it runs"}
                <span className="note">{check.text}</span>
            </h3>
            <ol>
                {check.next.slice(0, shown).map((at) => (
                    <li key={at}>
                        <time dateTime={at}>{withWeekday(at, organization.timezone)}</time>
                    </li>
                ))}
            </ol>
        </section>
    );
}

function withWeekday(at: string, zone: string): string {
    const instant = new Date(at);
    const day = new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: zone }).format(instant);
    return `${day}, ${exact(instant, undefined, zone)}`;
}
