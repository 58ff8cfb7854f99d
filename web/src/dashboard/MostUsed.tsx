import arrowDown from "lucide/arrow-down-right.svg";
import arrowUp from "lucide/arrow-up-right.svg";
import type { TopUser } from "../api";
import { change, credits, share } from "../format";
import { Link } from "../router";
import { CreditAmount, Icon } from "../ui";
import { useWords } from "../words";

/** The five that used the most, each with its share and its change. */
export function MostUsed({ top }: { top: TopUser[] }) {
    const words = useWords();
    const most = Math.max(...top.map((one) => one.share), 0.0001);
    return (
        <section className="card" aria-labelledby="most-used">
            <div className="card-header">
                <h2 id="most-used">What used the most</h2>
                <span className="note">this period, against the one before</span>
            </div>
            <ol className="most-used">
                {top.slice(0, 5).map((one) => (
                    <li key={`${one.type} ${one.scenarioId}`}>
                        <div className="most-used-name">
                            {one.deleted ? (
                                <span className="muted ellipsis">{one.name} (deleted)</span>
                            ) : (
                                <Link to={`/scenarios/${one.scenarioId}`} className="ellipsis">
                                    {one.name}
                                </Link>
                            )}
                            <span className="note">{one.type === "agent" ? "AI agent" : words.Scenario}</span>
                        </div>
                        <div className="most-used-bar" aria-hidden="true">
                            <span style={{ width: `${(one.share / most) * 100}%` }} />
                        </div>
                        <CreditAmount value={one.centicredits} />
                        <span className="tabular muted most-used-share">{share(one.share)}</span>
                        <ChangeMark now={one.centicredits} before={one.before} />
                    </li>
                ))}
            </ol>
        </section>
    );
}

function ChangeMark({ now, before }: { now: number; before: number }) {
    const { direction, text } = change(now, before);
    return (
        <span className="most-used-change muted tabular" title={`${credits(before)} in the period before`}>
            {direction === "up" && <Icon svg={arrowUp} size={14} />}
            {direction === "down" && <Icon svg={arrowDown} size={14} />}
            {text}
            <span className="hidden-text"> than the period before</span>
        </span>
    );
}
