import { useState, type ReactNode } from "react";
import copy from "lucide/copy.svg";
import type { Operation } from "../api";
import { bytes, count, counted, duration } from "../format";
import { Button, CreditAmount, IconButton, toast } from "../ui";

/** What went in, what came out, and what it cost by which rule: side by side. */
export function OperationParts({ operation, name }: { operation: Operation; name: string }) {
    return (
        <div
            className="operation-parts"
            role="group"
            aria-label={`Operation ${operation.index + 1}, ${name}`}
            data-testid="operation-parts"
        >
            <Part title="Input">
                <Data name="Input data" value={operation.input} empty="It was given nothing." />
            </Part>
            <Part title="Output" note={counted(operation.output.length, "bundle", "bundles")}>
                {operation.error && (
                    <p className="operation-error">
                        <strong>{operation.error.type}</strong>: {operation.error.message}
                    </p>
                )}
                <Data
                    name="Output data"
                    value={operation.output.length === 1 ? operation.output[0] : operation.output}
                    empty="It gave no bundle."
                />
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

const shownAtFirst = 4000;

/** A value as JSON; a long one opens on request. */
function Data({ name, value, empty }: { name: string; value: unknown; empty: string }) {
    const [whole, setWhole] = useState(false);
    const text = JSON.stringify(value, null, 2) ?? "";
    if (value === null || value === undefined || text === "{}" || text === "[]") return <p className="muted">{empty}</p>;
    const cut = !whole && text.length > shownAtFirst;
    return (
        <div className="data">
            <IconButton
                small
                className="data-copy"
                icon={copy}
                label={`Copy ${name.toLocaleLowerCase()}`}
                onClick={() =>
                    navigator.clipboard.writeText(text).then(
                        () => toast("Copied."),
                        () => toast("The browser did not allow copying.", { kind: "bad" }),
                    )
                }
            />
            <pre tabIndex={0} role="group" aria-label={name}>
                {cut ? text.slice(0, shownAtFirst) : text}
            </pre>
            {cut && (
                <Button small kind="quiet" onClick={() => setWhole(true)}>
                    Show all {bytes(text.length)}
                </Button>
            )}
        </div>
    );
}
