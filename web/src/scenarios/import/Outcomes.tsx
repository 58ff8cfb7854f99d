import type { Catalog } from "../../canvas/look";
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
                            <StillToChoose outcome={outcome} catalog={catalog} />
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
export function StillToChoose({ outcome, catalog }: { outcome: Extract<Outcome, { is: "done" }>; catalog: Catalog }) {
    const remarks = remarksOf(outcome.warnings, outcome.blueprint, catalog);
    return (
        <>
            {outcome.left.length > 0 && (
                <p className="import-left">
                    <strong>Still to choose:</strong> {outcome.left.join(", ")}. A run stops at what lacks it.
                </p>
            )}
            {remarks.length > 0 && (
                <ul className="import-remarks" aria-label="To look at before it runs">
                    {remarks.map(({ message, cards }) => (
                        <li key={message}>
                            <span>{message}</span>{" "}
                            <span className="muted">
                                {cards.map(({ name, count }) => (count > 1 ? `${name} × ${count}` : name)).join(", ")}
                            </span>
                        </li>
                    ))}
                </ul>
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
