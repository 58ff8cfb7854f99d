import { counted } from "../../format";
import { Link } from "../../router";
import type { Fault } from "../faults";
import type { Outcome } from "./send";

/** What came of each file. */
export function Outcomes({ outcomes }: { outcomes: Outcome[] }) {
    return (
        <ul className="import-outcomes" data-testid="import-outcomes">
            {outcomes.map((outcome, at) => (
                <li key={at}>
                    {outcome.is === "done" ? (
                        <>
                            <Link to={`/scenarios/${outcome.scenario.id}`}>{outcome.scenario.name}</Link>{" "}
                            <span className="note">
                                from {outcome.file}
                                {outcome.warnings.length > 0 && `; ${counted(outcome.warnings.length, "thing", "things")} to look at`}
                            </span>
                            {outcome.warnings.length > 0 && (
                                <FaultList faults={outcome.warnings.map(({ path, message }) => ({ where: path, message }))} />
                            )}
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
