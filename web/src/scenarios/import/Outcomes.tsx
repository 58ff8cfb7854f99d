import type { Catalog } from "../../canvas/look";
import { counted } from "../../format";
import { Link } from "../../router";
import type { Fault } from "../faults";
import type { Outcome } from "./send";
import { remarksOf } from "./warnings";

/** What came of each file. */
export function Outcomes({ outcomes, catalog }: { outcomes: Outcome[]; catalog: Catalog }) {
    return (
        <ul className="import-outcomes" data-testid="import-outcomes">
            {outcomes.map((outcome, at) => (
                <li key={at}>
                    {outcome.is === "done" ? (
                        <>
                            <Link to={`/scenarios/${outcome.scenario.id}`}>{outcome.scenario.name}</Link>{" "}
                            <span className="note">from {outcome.file}</span>
                            <ToDo outcome={outcome} catalog={catalog} />
                        </>
                    ) : (
                        <>
                            <strong>{outcome.file} was not imported.</strong>
                            <FaultList faults={outcome.faults} />
                        </>
                    )}
                </li>
            ))}
        </ul>
    );
}

/** What is to be done before it runs: what was left to choose, and what its modules lack. */
export function ToDo({ outcome, catalog }: { outcome: Extract<Outcome, { is: "done" }>; catalog: Catalog }) {
    const remarks = remarksOf(outcome.warnings, outcome.blueprint, catalog);
    return (
        <>
            {outcome.left.length > 0 && (
                <p className="import-left">
                    <strong>Still to choose:</strong> {outcome.left.join(", ")}. A run stops at what lacks it.
                </p>
            )}
            {remarks.length > 0 && (
                <>
                    <p className="muted">{counted(remarks.length, "thing", "things")} to look at before it runs:</p>
                    <ul className="faults">
                        {remarks.map(({ card, message, count }) => (
                            <li key={`${card} ${message}`}>
                                {card && <strong>{card}</strong>} {count > 1 && `× ${count} `}
                                {message}
                            </li>
                        ))}
                    </ul>
                </>
            )}
        </>
    );
}

export function FaultList({ faults: list }: { faults: Fault[] }) {
    return (
        <ul className="faults">
            {list.map((fault, position) => (
                <li key={position}>
                    {fault.where && <code>{fault.where}</code>} {fault.message}
                </li>
            ))}
        </ul>
    );
}
