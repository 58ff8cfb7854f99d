import { ledger, useAnswer, useLiveReload, type Balance, type Lot } from "../api";
import { calendarDay, credits, creditsInWords, dayOf } from "../format";
import { useSession } from "../session";
import { Coin, Meter, Shown, SkeletonBlocks, TextField, Time } from "../ui";
import { startOfDay } from "../usage/filter";
import { inOrder, lotNames, lotStates } from "./lots";
import { daysBefore } from "./range";

interface LotsCardProps {
    organizationId: number;
    /** The day at whose end the balance is asked; empty for now. */
    at: string;
    onAt: (day: string) => void;
}

/** The balance now or at the end of a past day, and the lots that it was made of. */
export function LotsCard({ organizationId, at, onAt }: LotsCardProps) {
    const { organization } = useSession();
    const zone = organization.timezone;
    const today = dayOf(new Date(), zone);
    const past = at !== "" && at < today;
    const instant = past ? startOfDay(daysBefore(at, -1), zone)?.toISOString() : undefined;
    const answer = useAnswer(`balance ${organizationId} ${instant ?? ""}`, (signal) => ledger.balance(organizationId, instant, signal));
    useLiveReload(organizationId, answer.reload, () => !past);
    return (
        <aside className="card statement-lots" aria-label="Balance and lots" data-testid="balance">
            <div className="card-header">
                <h2>Balance</h2>
                <span className="note">{past ? `at the end of ${calendarDay(at)}, days in ${zone}` : "now"}</span>
            </div>
            <Shown answer={answer} what="The balance" skeleton={<SkeletonBlocks figures={0} chart={false} />}>
                {(balance) => <Lots balance={balance} />}
            </Shown>
            <TextField
                label="At the end of a past day"
                type="date"
                max={today}
                value={at}
                help="Empty for now."
                onChange={(event) => onAt(event.target.value)}
            />
        </aside>
    );
}

function Lots({ balance }: { balance: Balance }) {
    return (
        <>
            <p className="statement-balance tabular" data-testid="balance-figure">
                {balance.centicredits === null ? (
                    "No limit"
                ) : (
                    <>
                        <Coin size={20} /> {credits(balance.centicredits)}
                    </>
                )}
            </p>
            {balance.debt > 0 && <p className="note">{creditsInWords(balance.debt)} of debt; the next credits pay it first.</p>}
            <h3>Lots</h3>
            {balance.lots.length === 0 && <p className="note">None: nothing had been granted.</p>}
            <ul className="lots">
                {inOrder(balance.lots).map((lot) => (
                    <LotLine key={lot.id} lot={lot} />
                ))}
            </ul>
        </>
    );
}

function LotLine({ lot }: { lot: Lot }) {
    return (
        <li data-state={lot.state} data-testid={`lot-${lot.id}`}>
            <div className="lot-line">
                <strong>{lotNames[lot.kind]}</strong>
                <span className="tabular">
                    {lot.remaining === null
                        ? `${credits(lot.used)} used, no limit`
                        : `${credits(lot.remaining)} of ${credits(lot.granted ?? 0)}`}
                </span>
            </div>
            {lot.granted !== null && lot.remaining !== null && (
                <Meter
                    label={`Used of lot ${lot.id}`}
                    total={lot.granted}
                    parts={[{ value: lot.used, colour: lot.kind === "plan" ? "series-1" : "series-2" }]}
                />
            )}
            <div className="note">
                {lotStates[lot.state]}
                {lot.expires && (
                    <>
                        , {new Date(lot.expires) > new Date() ? "expires" : "expired"} <Time at={lot.expires} />
                    </>
                )}
                {lot.adjusted !== 0 && `, ${credits(lot.adjusted)} adjusted`}
                {lot.note && `, ${lot.note}`}
            </div>
        </li>
    );
}
