import { useEffect, useRef, useState } from "react";
import filterX from "lucide/funnel-x.svg";
import { runs as calls, useAnswer, type Operation, type OperationPage, type Run } from "../api";
import { count, counted, duration } from "../format";
import { Button, CreditAmount, Shown, SkeletonBlocks, Table, type Column } from "../ui";
import { bundleNumber } from "./bundles";
import { OperationParts } from "./OperationParts";
import { isLive } from "./status";
import { span } from "./timeline";
import { operationState } from "./operationState";
import { StatusMark } from "./StatusMark";

const pageSize = 100;

interface OperationsProps {
    run: Run;
    names: Map<number, string>;
    moduleId: number | undefined;
    onAll: () => void;
    /** Changes with each reading of the run, so that the operations are read again with it. */
    round: Run | undefined;
    /** The operation to open with, as a search leads here. */
    first?: number;
    /** The operation that says most of what went wrong: opened where none was asked for. */
    telling?: number | undefined;
    /** Told once all of them are there. */
    onWhole?: ((operations: readonly Operation[]) => void) | undefined;
}

/** The run as a list in time; the chosen operation is opened below it. */
export function Operations({ run, names, moduleId, onAll, round, first, telling, onWhole }: OperationsProps) {
    const [pages, setPages] = useState(1 + Math.floor((first ?? 0) / pageSize));
    const [chosen, setChosen] = useState(first);
    const section = useRef<HTMLElement>(null);
    const least = 1 + Math.floor((telling ?? 0) / pageSize);
    useEffect(() => setPages((before) => Math.max(before, least)), [least]);
    const key = `operations ${run.id} ${moduleId ?? "all"} ${pages}`;
    const answer = useAnswer(key, (signal) => inPages(run, moduleId, pages, signal));
    useEffect(() => {
        if (round && answer.data) answer.reload();
    }, [round]);
    const there = first !== undefined && answer.data !== undefined;
    useEffect(() => {
        if (!there) return;
        section.current?.scrollIntoView({ block: "start" });
        section.current?.querySelector(`tr[data-key="${first}"]`)?.scrollIntoView({ block: "nearest" });
    }, [there, first]);
    const whole = moduleId === undefined && answer.data && answer.data.operations.length >= answer.data.total.count ? answer.data.operations : null;
    useEffect(() => {
        if (whole) onWhole?.(whole);
    }, [whole]);
    const live = isLive(run.state);
    const list = answer.latest?.operations ?? [];
    const byIndex = (index: number | undefined) => (index === undefined ? undefined : list.find((operation) => operation.index === index));
    const open = byIndex(chosen) ?? byIndex(telling) ?? (live ? undefined : list[0]);
    // The list scrolls in itself; the page stays where it is.
    const shownTelling = chosen === undefined && byIndex(telling) !== undefined;
    useEffect(() => {
        const row = shownTelling ? section.current?.querySelector<HTMLElement>(`tr[data-key="${telling}"]`) : null;
        const room = row?.closest(".operations-list");
        if (row && room) room.scrollTop = Math.max(0, row.offsetTop - room.clientHeight / 2);
    }, [shownTelling, telling]);
    // What it sleeps in is written down when it begins to.
    const sleepsIn = run.state === "sleeping" && answer.latest ? answer.latest.total.count - 1 : undefined;
    const sleeps = (operation: Operation) => moduleId === undefined && operation.index === sleepsIn;
    const columns: Column<Operation>[] = [
        { id: "index", title: "#", align: "end", cell: (operation) => operation.index + 1 },
        {
            id: "module",
            title: "Module",
            cell: (operation) => (
                <span className="operation-name">
                    <button
                        type="button"
                        className="link-plain"
                        aria-expanded={open?.index === operation.index}
                        onClick={() => setChosen(operation.index)}
                    >
                        {names.get(operation.moduleId) ?? operation.module}
                    </button>
                    {operation.path.length > 0 && (
                        <span className="note" title="Position within its iterations">
                            {bundleNumber(operation.path)}
                        </span>
                    )}
                    {operation.repeated && <span className="chip">repeated after a restart</span>}
                </span>
            ),
        },
        { id: "state", title: "Status", minor: true, cell: (operation) => <StatusMark state={sleeps(operation) ? "sleeping" : operationState(operation)} /> },
        {
            id: "time",
            title: "Time",
            minor: true,
            cell: (operation) => {
                const { from, length } = span(operation, run);
                return (
                    <span className="timeline" aria-hidden="true">
                        <span style={{ left: `${from * 100}%`, width: `${length * 100}%` }} />
                    </span>
                );
            },
        },
        { id: "duration", title: "Duration", align: "end", minor: true, cell: (operation) => (sleeps(operation) ? "–" : duration(operation.duration)) },
        { id: "operations", title: "Operations", align: "end", minor: true, cell: (operation) => count(operation.operations) },
        { id: "credits", title: "Credits", align: "end", cell: (operation) => <CreditAmount value={operation.centicredits} /> },
    ];
    return (
        <section className="card card-flush" aria-labelledby="operations" ref={section}>
            <div className="card-header">
                <h2 id="operations">Operations</h2>
                <span className="note">{answer.latest && counted(answer.latest.total.count, "entry", "entries")}</span>
                {moduleId !== undefined && (
                    <span className="row">
                        <span className="chip">only {names.get(moduleId) ?? `module ${moduleId}`}</span>
                        <Button small kind="quiet" icon={filterX} onClick={onAll}>
                            Show all
                        </Button>
                    </span>
                )}
            </div>
            <div className="operations">
                <div className="operations-list">
                    <Shown
                        answer={{ ...answer, data: answer.latest }}
                        what="The operations"
                        skeleton={<SkeletonBlocks figures={0} chart={false} />}
                    >
                        {(page) => (
                            <>
                                <Table
                                    label="Operations"
                                    testId="operations-table"
                                    columns={columns}
                                    rows={page.operations}
                                    rowKey={(operation) => operation.index}
                                    chosen={open?.index}
                                    onOpen={(operation) => setChosen(operation.index)}
                                />
                                {page.operations.length < page.total.count && (
                                    <div className="table-line">
                                        <span>
                                            The first {count(page.operations.length)} of {count(page.total.count)}
                                        </span>
                                        <Button small onClick={() => setPages(pages + 1)}>
                                            Show more
                                        </Button>
                                    </div>
                                )}
                            </>
                        )}
                    </Shown>
                </div>
                {open && <OperationParts operation={open} name={names.get(open.moduleId) ?? open.module} />}
            </div>
        </section>
    );
}

/** The first pages of a run's operations as one. */
async function inPages(run: Run, moduleId: number | undefined, pages: number, signal: AbortSignal): Promise<OperationPage> {
    const all: Operation[] = [];
    let count = 0;
    for (let page = 0; page < pages; page += 1) {
        const query = { limit: pageSize, offset: page * pageSize, ...(moduleId === undefined ? {} : { moduleId }) };
        const answer = await calls.operations(run.scenarioId, run.id, query, signal);
        all.push(...answer.operations);
        count = answer.total.count;
        if (all.length >= count) break;
    }
    return { operations: all, total: { count } };
}
