import { lazy, Suspense, useState, type ReactNode } from "react";
import alert from "lucide/triangle-alert.svg";
import { runs as calls, useAnswer, useLive, useLiveReload, type Run } from "../api";
import { bytes, count, counted, creditsInWords, duration } from "../format";
import { usePlace } from "../router";
import { mayChange, useSession } from "../session";
import { Page } from "../shell/Page";
import { CreditAmount, Icon, Shown, Skeleton, Tabs, Time } from "../ui";
import { useWords } from "../words";
import { bundleCounts, tellingOf, type BundleCounts } from "./bundles";
import { withEvent, moduleStatus } from "./live";
import { Mishaps } from "./Mishaps";
import { useModuleNames } from "./useModuleNames";
import { Operations } from "./Operations";
import { Refund } from "./Refund";
import { RelatedRuns } from "./RelatedRuns";
import { RunActions } from "./RunActions";
import { isLive, isPaused, mayRefund, originName, statusSentence } from "./status";
import { StatusMark } from "./StatusMark";

const Diagram = lazy(() => import("../diagram/Diagram").then((part) => ({ default: part.Diagram })));

type Unit = "credits" | "operations";

/** G3: one run, its modules with what each used, its operations, and the rule that priced each. */
export default function RunPage({ scenarioId, runId }: { scenarioId: number; runId: string }) {
    const { organization, user } = useSession();
    const words = useWords();
    const answer = useAnswer(`run ${scenarioId} ${runId}`, (signal) => calls.read(scenarioId, runId, signal));
    useLiveReload(organization.id, answer.reload, (event) => event.runId === runId);
    const { runs } = useLive(organization.id);
    const run = answer.data && withEvent(answer.data, runs.get(runId));
    return (
        <Page
            title={run ? (run.executionName ?? `Run of ${run.scenarioName}`) : "Run"}
            crumbs={[
                { label: words.Scenarios, to: "/scenarios" },
                { label: run?.scenarioName ?? words.Scenario, to: `/scenarios/${scenarioId}` },
                { label: "History", to: `/scenarios/${scenarioId}/history` },
            ]}
            actions={
                run && (
                    <>
                        {user.operator && mayRefund(run) && <Refund key={run.centicredits} run={run} onRefunded={answer.reload} />}
                        {mayChange(user, organization.id) && <RunActions run={run} onStopped={answer.reload} />}
                    </>
                )
            }
        >
            <Shown answer={{ ...answer, data: run }} what="This run">
                {(shown) => <Details run={shown} round={answer.data} />}
            </Shown>
        </Page>
    );
}

function Details({ run, round }: { run: Run; round: Run | undefined }) {
    const [unit, setUnit] = useState<Unit>("credits");
    const [module, setModule] = useState<number>();
    const asked = Number(new URLSearchParams(usePlace().search).get("operation") ?? NaN);
    const names = useModuleNames(run.blueprint);
    const [last, setLast] = useState<number>();
    const [counts, setCounts] = useState<ReadonlyMap<number, BundleCounts>>(new Map());
    const hasMishaps = !isLive(run.state) && (run.error !== null || run.modules.some((one) => one.errors + one.warnings > 0));
    const wrong = useAnswer(hasMishaps ? `wrong ${run.id} ${run.endedAt ?? ""}` : null, (signal) =>
        calls.operations(run.scenarioId, run.id, { status: [2, 3], limit: 50 }, signal),
    );
    const mishaps = wrong.data?.operations ?? [];
    const messages = new Map<number, string>();
    for (const one of mishaps) if (one.error && !messages.has(one.moduleId)) messages.set(one.moduleId, `${one.error.type}: ${one.error.message}`);
    // What the run ended by stands in a banner of its own.
    if (run.error?.moduleId) messages.delete(run.error.moduleId);
    const choose = (id: number) => setModule((before) => (before === id ? undefined : id));
    return (
        <>
            <section className="card run-header" aria-label="About this run">
                <p className="run-sentence" data-testid="run-status" aria-live="polite">
                    <StatusMark
                        state={run.state}
                        text={statusSentence({ ...run, handled: handledErrors(run), error: run.error && { ...run.error, module: moduleName(run, names) } })}
                    />
                </p>
                <dl className="run-facts">
                    <Fact name="Credits" testId="run-credits">
                        <CreditAmount value={run.centicredits} />
                    </Fact>
                    {(run.refunded ?? 0) > 0 && (
                        <Fact name="Given back" testId="run-refunded">
                            <CreditAmount value={run.refunded ?? 0} />
                        </Fact>
                    )}
                    <Fact name="Operations">{count(run.operations)}</Fact>
                    <Fact name="Data transfer">{bytes(run.transfer)}</Fact>
                    <Fact name="Duration">{isLive(run.state) || isPaused(run) ? `${duration(run.duration)} so far` : duration(run.duration)}</Fact>
                    <Fact name="Started">
                        <Time at={run.startedAt} />
                    </Fact>
                    <Fact name="Started by">{startedBy(run)}</Fact>
                    <Fact name="Version">{run.version}</Fact>
                </dl>
                {isPaused(run) && <p className="chip">Paused: what it did is kept, and it goes on from there</p>}
                {run.confidential && <p className="chip">Confidential: what its modules were given and gave isn't kept after its end</p>}
                {run.bundlesKept === false && !run.confidential && <p className="chip">Bundles not kept: what its modules were given and gave was dropped at its end</p>}
                {run.standIns && <p className="chip">Some outputs were given by hand: stand-ins for modules that are not in the library</p>}
                <Mishaps modules={run.modules} names={names} messages={messages} chosen={module} onChoose={choose} />
                <RelatedRuns run={run} />
            </section>
            {run.error && (
                <div className={`banner ${run.state === "stopped" ? "banner-warn" : "banner-bad"}`} role="alert">
                    <Icon svg={alert} size={18} />
                    <div>
                        <strong>
                            {run.error.type}
                            {run.error.moduleId
                                ? ` in ${names.get(run.error.moduleId) ?? run.error.module ?? `module ${run.error.moduleId}`}`
                                : ""}
                        </strong>
                        <p>{run.error.message}</p>
                    </div>
                </div>
            )}
            <section className="card card-flush run-diagram" aria-label="Diagram">
                <div className="scenario-diagram-tools row">
                    <Tabs
                        kind="switch"
                        label="Figures on the modules"
                        chosen={unit}
                        onChoose={(id) => setUnit(id as Unit)}
                        tabs={[
                            { id: "credits", label: "Credits" },
                            { id: "operations", label: "Operations" },
                        ]}
                    />
                    <span className="note">
                        {counted(run.modules.length, "module", "modules")} used{" "}
                        {creditsInWords(run.modules.reduce((sum, one) => sum + one.centicredits, 0))}
                    </span>
                </div>
                <div className="diagram-room">
                    <Suspense fallback={<Skeleton />}>
                        <Diagram
                            blueprint={run.blueprint}
                            mode="bubbles"
                            unit={unit}
                            modules={run.modules.map((one) => ({
                                moduleId: one.moduleId,
                                credits: one.centicredits,
                                operations: one.operations,
                                tokens: one.tokens,
                                ...(one.duration > 0 ? { duration: one.duration } : {}),
                                ...(run.bundlesKept === false || run.confidential ? {} : counts.get(one.moduleId)),
                                status: run.state === "sleeping" && one.moduleId === last ? "sleeping" : moduleStatus(one, run),
                            }))}
                            {...(module === undefined ? {} : { selected: module })}
                            onSelect={choose}
                        />
                    </Suspense>
                </div>
            </section>
            <Operations
                key={`${run.id} ${asked}`}
                run={run}
                names={names}
                moduleId={module}
                onAll={() => setModule(undefined)}
                round={round}
                telling={tellingOf(mishaps, run.state)?.index}
                onWhole={(operations) => {
                    setCounts(bundleCounts(operations));
                    setLast(operations[operations.length - 1]?.moduleId);
                }}
                {...(Number.isInteger(asked) && asked >= 0 ? { first: asked } : {})}
            />
        </>
    );
}

function Fact({ name, children, testId }: { name: string; children: ReactNode; testId?: string }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd className="tabular" data-testid={testId}>
                {children}
            </dd>
        </div>
    );
}

function startedBy(run: Run): string {
    const origin = originName(run.origin);
    return run.author ? `${run.author.name}, ${origin.toLocaleLowerCase()}` : origin;
}

function handledErrors(run: Run): number {
    return run.modules.reduce((sum, one) => sum + one.errors + one.warnings, 0);
}

function moduleName(run: Run, names: Map<number, string>): string | null {
    const id = run.error?.moduleId;
    return id ? (names.get(id) ?? run.error?.module ?? null) : (run.error?.module ?? null);
}
