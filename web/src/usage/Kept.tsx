import { organizations, useAnswer, useLiveReload } from "../api";
import { calendarDay, counted, credits, dayOf } from "../format";
import { Link } from "../router";
import { maySeeCredits, useSession } from "../session";

/** U3: how long entries are kept, and the total that stays true when they are gone. */
export function Kept({ days }: { days: number | null }) {
    const { organization, user } = useSession();
    const answer = useAnswer(`kept ${organization.id}`, (signal) => organizations.subscription(organization.id, signal));
    useLiveReload(organization.id, answer.reload);
    const { period, credits: used } = answer.data ?? {};
    return (
        <span className="kept" data-testid="kept">
            {days ? `Entries are kept for ${counted(days, "day", "days")}, as the plan says.` : "Entries are kept without a limit."}{" "}
            {period && used && (
                <span data-testid="kept-total">
                    Totals stay: {credits(used.used)} credits since {calendarDay(dayOf(new Date(period.start), period.zone))}, also of entries
                    that are gone.
                </span>
            )}{" "}
            {maySeeCredits(user, organization.id) && (
                <Link to={`/org/${organization.id}/statement`}>Everything since the beginning is in the statement.</Link>
            )}
        </span>
    );
}
