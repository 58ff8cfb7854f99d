import { useState } from "react";
import pencil from "lucide/pencil.svg";
import type { Answer, Bundles, Incomplete } from "../api";
import { Button, Data, Shown } from "../ui";
import { EditBundle } from "./EditBundle";
import { mayRetry } from "./state";

interface BundleListProps {
    one: Incomplete;
    answer: Answer<Bundles>;
    nameOf: (moduleId: number) => string;
    changes: boolean;
}

/** What each module before gave; each can be changed for the next attempt. */
export function BundleList({ one, answer: bundles, nameOf, changes }: BundleListProps) {
    const [editing, setEditing] = useState<number>();
    return (
        <>
            <section className="card" aria-labelledby="bundles">
                <div className="card-header">
                    <h2 id="bundles">Bundles</h2>
                    <span className="note">What each module before it gave; an attempt goes on from these.</span>
                </div>
                <Shown answer={bundles} what="The bundles">
                    {(found) => (
                        <ul className="bundles" data-testid="bundles">
                            {Object.entries(found).map(([moduleId, value]) => (
                                <li key={moduleId}>
                                    <div className="row bundle-head">
                                        <h3>{nameOf(Number(moduleId))}</h3>
                                        {changes && mayRetry(one) && (
                                            <Button small icon={pencil} aria-label={`Edit the bundle of ${nameOf(Number(moduleId))}`} onClick={() => setEditing(Number(moduleId))}>
                                                Edit
                                            </Button>
                                        )}
                                    </div>
                                    <Data name={`Bundle of ${nameOf(Number(moduleId))}`} value={value} empty="It gave an empty bundle." />
                                </li>
                            ))}
                            {Object.keys(found).length === 0 && <li className="muted">It failed before a module gave something.</li>}
                        </ul>
                    )}
                </Shown>
            </section>
            {editing !== undefined && bundles.data && (
                <EditBundle
                    id={one.id}
                    moduleId={editing}
                    name={nameOf(editing)}
                    value={bundles.data[String(editing)]}
                    onClose={() => setEditing(undefined)}
                    onSaved={() => {
                        setEditing(undefined);
                        bundles.reload();
                    }}
                />
            )}
        </>
    );
}
