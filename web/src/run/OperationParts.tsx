import type { ReactNode } from "react";
import type { Operation } from "../api";
import { bytes, count, counted, duration } from "../format";
import { CreditAmount, Data } from "../ui";
import { Link } from "../router";
import { operationState } from "./operationState";
import { calledRun } from "./related";

/** What went in, what came out, and what it cost by which rule: side by side. */
export function OperationParts({ operation, name }: { operation: Operation; name: string }) {
    const called = calledRun(operation);
    return (
        <div
            className="operation-parts"
            role="group"
            aria-label={`Operation ${operation.index + 1}, ${name}`}
            data-testid="operation-parts"
        >
            <Part title="Input">
                <Data name="Input data" value={operation.input} empty={isNothing(operation.input) ? "It was given nothing." : "An empty bundle."} />
            </Part>
            <Part title="Output" note={counted(operation.output.length, "bundle", "bundles")}>
                {operation.error && (
                    <p className="operation-error" data-tone={operationState(operation) === "error" ? "bad" : "warn"}>
                        <strong>{operation.error.type}</strong>: {operation.error.message}
                    </p>
                )}
                <Data
                    name="Output data"
                    value={operation.output.length === 1 ? operation.output[0] : operation.output}
                    empty={operation.output.length === 0 ? "It gave no bundle." : "One empty bundle."}
                />
                {called?.scenario && (
                    <p className="operation-called">
                        <Link to={`/scenarios/${called.scenario}/history/${called.run}`}>The run that it called</Link>
                    </p>
                )}
            </Part>
            <Part title="Price">
                <p className="operation-price">
                    <CreditAmount value={operation.centicredits} size={16} />
                </p>
                <dl className="facts operation-facts">
                    <dt>Rule</dt>
                    <dd>{operation.rule?.text ?? "not charged"}</dd>
                    {operation.rule && (
                        <>
                            <dt>Price list of</dt>
                            <dd>{operation.rule.card}</dd>
                        </>
                    )}
                    <dt>Operations</dt>
                    <dd>{count(operation.operations)}</dd>
                    <dt>Kind</dt>
                    <dd>{operation.kind}</dd>
                    <dt>Duration</dt>
                    <dd>{duration(operation.duration)}</dd>
                    <dt>Data transfer</dt>
                    <dd>{bytes(operation.transfer)}</dd>
                    <dt>Module</dt>
                    <dd>
                        {operation.moduleId} · {operation.module}
                    </dd>
                </dl>
            </Part>
        </div>
    );
}

function isNothing(value: unknown): boolean {
    return value === null || value === undefined;
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
    return (
        <section className="operation-part" aria-label={title}>
            <h3>
                {title} {note && <span className="note">{note}</span>}
            </h3>
            {children}
        </section>
    );
}
