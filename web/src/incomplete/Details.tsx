import { lazy, Suspense, useState, type ReactNode } from "react";
import alert from "lucide/triangle-alert.svg";
import pencil from "lucide/pencil.svg";
import { incompletes as calls, useAnswer, type Incomplete, type Scenario } from "../api";
import { bytes, count } from "../format";
import { Link } from "../router";
import { useModuleNames } from "../run/useModuleNames";
import { Button, Icon, Time } from "../ui";
import { Attempts } from "./Attempts";
import { BundleList } from "./BundleList";
import { IncompleteMark } from "./IncompleteMark";
import { mayRetry, sentence } from "./state";

// The builder's forms come with it.
const EditModule = lazy(() => import("./EditModule"));

interface DetailsProps {
    one: Incomplete;
    scenarioId: number;
    scenario: Scenario | undefined;
    changes: boolean;
    onMended: () => void;
}

/** Why it failed, what it holds, what can be changed before the next attempt. */
export function Details({ one, scenarioId, scenario, changes, onMended }: DetailsProps) {
    const blueprint = useAnswer(`incomplete blueprint ${one.id} ${one.version}`, (signal) => calls.blueprint(one.id, signal));
    const bundles = useAnswer(`incomplete bundles ${one.id}`, (signal) => calls.bundles(one.id, signal));
    const [editing, setEditing] = useState(false);
    const names = useModuleNames(blueprint.data);
    const nameOf = (moduleId: number) => names.get(moduleId) ?? `Module ${moduleId}`;
    return (
        <>
            <section className="card run-header" aria-label="About this incomplete execution">
                <p className="run-sentence" data-testid="incomplete-state" aria-live="polite">
                    <IncompleteMark state={one.state} text={sentence(one)} />
                </p>
                <dl className="run-facts">
                    <Fact name="Failed at">{names.get(one.moduleId) ?? one.module}</Fact>
                    <Fact name="Created">
                        <Time at={one.created} />
                    </Fact>
                    <Fact name="Attempts">{count(one.attempts)}</Fact>
                    {one.nextAttempt && (
                        <Fact name="Next attempt">
                            <Time at={one.nextAttempt} />
                        </Fact>
                    )}
                    {one.resolvedAt && (
                        <Fact name="Resolved">
                            <Time at={one.resolvedAt} />
                        </Fact>
                    )}
                    <Fact name="Size">{bytes(one.size)}</Fact>
                    <Fact name="Version">{one.version}</Fact>
                    <Fact name="Run">
                        <Link to={`/scenarios/${scenarioId}/history/${one.executionId}`}>The run that it failed in</Link>
                    </Fact>
                </dl>
            </section>
            <div className={`banner ${one.state === "resolved" ? "" : "banner-bad"}`}>
                <Icon svg={alert} size={18} />
                <div>
                    <strong>{one.reasonType}</strong>
                    <p>{one.reason}</p>
                    {changes && mayRetry(one) && scenario && blueprint.data !== undefined && blueprint.data !== null && (
                        <Button small icon={pencil} disabled={!bundles.data} onClick={() => setEditing(true)}>
                            Edit the settings of {nameOf(one.moduleId)}
                        </Button>
                    )}
                </div>
            </div>
            <BundleList one={one} answer={bundles} nameOf={nameOf} changes={changes} />
            <Attempts one={one} scenarioId={scenarioId} />
            {editing && scenario && bundles.data && (
                <Suspense fallback={null}>
                    <EditModule
                        one={one}
                        scenario={scenario}
                        bundles={bundles.data}
                        name={nameOf(one.moduleId)}
                        onClose={() => setEditing(false)}
                        onSaved={() => {
                            setEditing(false);
                            onMended();
                        }}
                    />
                </Suspense>
            )}
        </>
    );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd className="tabular">{children}</dd>
        </div>
    );
}
