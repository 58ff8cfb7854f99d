import { createContext, useContext, useEffect, useState } from "react";
import { exactInBoth, relative } from "../format";

/** The organization's zone, for what is shown on hover. */
export const OrganizationZone = createContext<string | undefined>(undefined);

/** A relative time that stays true while the page is open; the exact one with its zone on hover. */
export function Time({ at }: { at: string | null | undefined }) {
    const zone = useContext(OrganizationZone);
    const now = useNow();
    if (!at) return <span className="muted">–</span>;
    const instant = new Date(at);
    return (
        <time dateTime={at} title={exactInBoth(instant, zone)}>
            {relative(instant, now)}
        </time>
    );
}

function useNow(): Date {
    const [now, setNow] = useState(() => new Date());
    useEffect(() => {
        const timer = setInterval(() => setNow(new Date()), 30_000);
        return () => clearInterval(timer);
    }, []);
    return now;
}
