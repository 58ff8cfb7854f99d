import { useEffect, useState } from "react";
import play from "lucide/play.svg";
import { runs, useAnswer, type Operation } from "../../api";
import type { Module } from "../../canvas/blueprint";
import { count, counted, creditsInWords, duration } from "../../format";
import { Button } from "../../ui/Button";
import { bundleNumber } from "../../run/bundles";
import { operationState } from "../../run/operationState";
import { toneOf } from "../../run/status";
import { StatusMark } from "../../run/StatusMark";
import { useBuilding } from "../building";

interface OutputViewProps {
    module: Module;
    runId: string | null;
    /** Grows while the run goes on, so that what is shown is read anew. */
    operations: number | undefined;
    stale: boolean;
    onRunAlone: (() => void) | undefined;
}

const page = 20;

/** What went into a module in the last run and what came out, bundle by bundle. */
export function OutputView({ module, runId, operations, stale, onRunAlone }: OutputViewProps) {
    const { scenarioId } = useBuilding();
    const [limit, setLimit] = useState(page);
    useEffect(() => setLimit(page), [module.id, runId]);
    const key = runId === null || operations === undefined ? null : `${runId} ${module.id} ${operations} ${limit}`;
    const answer = useAnswer(key, (signal) => runs.operations(scenarioId, runId ?? "", { moduleId: module.id, limit }, signal));
    const shown = answer.data?.operations ?? [];
    const failing = shown.some((one) => one.error !== null);
    const run = useAnswer(failing && runId !== null ? `ending ${runId} ${operations}` : null, (signal) => runs.read(scenarioId, runId ?? "", signal));
    // What did not end the run was handled: the card says warning, and so does this.
    const handled = run.data !== undefined && run.data.error?.moduleId !== module.id;
    const total = answer.data?.total.count ?? shown.length;
    return (
        <div className="form-fields">
            {onRunAlone && (
                <div>
                    <Button icon={play} onClick={onRunAlone}>
                        Run this module only
                    </Button>
                </div>
            )}
            {stale && <p className="banner banner-warn">The module was changed since this run: what stands here may be old.</p>}
            {runId === null && <p className="note">Not run yet. After Run once each bundle that went in and came out stands here.</p>}
            {runId !== null && operations === undefined && <p className="note">This module did not run in the last run.</p>}
            {answer.error && <p className="field-error">{answer.error.message}</p>}
            {shown.map((operation) => (
                <OperationView key={operation.index} operation={operation} first={operation === shown[0]} handled={handled} />
            ))}
            {total > shown.length && (
                <Button small onClick={() => setLimit(limit + page * 2)}>
                    Show more of {count(total)}
                </Button>
            )}
        </div>
    );
}

function OperationView({ operation, first, handled }: { operation: Operation; first: boolean; handled: boolean }) {
    const state = handled && operation.error !== null ? "warning" : operationState(operation);
    const tone = toneOf(state);
    return (
        <details className="operation" open={first} data-tone={tone}>
            <summary>
                <span>{operation.path.length > 0 ? `Bundle ${bundleNumber(operation.path)}` : "Bundle"}</span>
                <StatusMark state={state} />
                <span className="note">
                    {creditsInWords(operation.centicredits)} · {outOf(operation)} · {duration(operation.duration)}
                </span>
            </summary>
            {operation.error && (
                <p className="operation-error" data-tone={tone}>
                    {operation.error.type}: {operation.error.message}
                </p>
            )}
            <Bundle title="Input" value={operation.input} />
            {operation.output.map((bundle, index) => (
                <Bundle key={index} title={operation.output.length > 1 ? `Output ${index + 1}` : "Output"} value={bundle} />
            ))}
            {operation.rule && <p className="note">{operation.rule.text}</p>}
        </details>
    );
}

/** An iterator's bundles are not kept twice: they are the items of its array. */
function outOf(operation: Operation): string {
    return operation.kind === "iterate" && operation.output.length === 0
        ? "a bundle per item out"
        : `${counted(operation.output.length, "bundle", "bundles")} out`;
}

const longest = 20_000;

function Bundle({ title, value }: { title: string; value: unknown }) {
    if (value === null || value === undefined) return null;
    const text = JSON.stringify(value, null, 2);
    return (
        <div className="bundle">
            <div className="bundle-title">{title}</div>
            <pre tabIndex={0} aria-label={title}>
                {text.length > longest
                    ? `${text.slice(0, longest)}\n… ${count(text.length - longest)} characters more in the run's details`
                    : text}
            </pre>
        </div>
    );
}
