import { useEffect, useState } from "react";
import searchX from "lucide/search-x.svg";
import { control, reasonOf, scenarios, useAnswer, type RunFilter, type Scenario, type SearchHit } from "../api";
import { counted } from "../format";
import { Link } from "../router";
import { useModuleNames } from "../run/useModuleNames";
import { Button, EmptyState, Shown, Skeleton, SkeletonBlocks, Time, toast } from "../ui";
import { marked } from "./excerpt";

/** What the runs' modules were given and gave, searched; a hit leads to its operation. */
export function RunSearch({ scenario, text, filter }: { scenario: Scenario; text: string; filter: RunFilter }) {
    const asked = { ...filter, text };
    const key = `search ${scenario.id} ${JSON.stringify(asked)}`;
    const answer = useAnswer(key, (signal) => control.search(scenario.id, asked, signal));
    const blueprint = useAnswer(`blueprint ${scenario.id} ${scenario.version}`, (signal) => scenarios.blueprint(scenario.id, signal));
    const [more, setMore] = useState<{ hits: SearchHit[]; searchedTo: string | null }>();
    const [busy, setBusy] = useState(false);
    useEffect(() => setMore(undefined), [key]);
    const names = useModuleNames(blueprint.data?.blueprint);
    const goOn = async (before: string, hits: SearchHit[]) => {
        setBusy(true);
        try {
            const next = await control.search(scenario.id, { ...asked, before });
            setMore({ hits: [...hits, ...next.hits], searchedTo: next.searchedTo });
        } catch (error) {
            toast(`Older runs could not be searched. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return (
        <section className="card card-flush" aria-label="Found in runs">
            <Shown
                answer={{ ...answer, data: answer.latest }}
                what="The search"
                skeleton={
                    <Skeleton>
                        <SkeletonBlocks figures={0} chart={false} />
                    </Skeleton>
                }
            >
                {(first) => {
                    const { hits, searchedTo } = more ?? first;
                    return (
                        <>
                            {hits.length === 0 ? (
                                <EmptyState icon={searchX} title="Nothing found">
                                    {searchedTo
                                        ? "The newest runs don't hold it. Older ones have not been looked at yet."
                                        : "No module of the runs that are kept was given this or gave it."}
                                </EmptyState>
                            ) : (
                                <>
                                    <p className="table-line" role="status">
                                        {counted(hits.length, "operation holds", "operations hold")} it, the newest run first
                                    </p>
                                    <ul className="hits" data-testid="run-hits">
                                        {hits.map((hit) => (
                                            <li key={`${hit.runId} ${hit.index}`}>
                                                <Link to={`/scenarios/${scenario.id}/history/${hit.runId}?operation=${hit.index}`} className="hit">
                                                    <span className="hit-place">
                                                        <strong>{names.get(hit.moduleId) ?? `Module ${hit.moduleId}`}</strong>
                                                        <span className="note">operation {hit.index + 1}</span>
                                                    </span>
                                                    <span className="note">
                                                        {hit.executionName && <span className="run-name">{hit.executionName} · </span>}
                                                        <Time at={hit.startedAt} />
                                                    </span>
                                                    <code className="hit-excerpt">
                                                        {marked(hit.excerpt, text).map((part, position) =>
                                                            part.hit ? <mark key={position}>{part.text}</mark> : <span key={position}>{part.text}</span>,
                                                        )}
                                                    </code>
                                                </Link>
                                            </li>
                                        ))}
                                    </ul>
                                </>
                            )}
                            {searchedTo && (
                                <div className="table-line">
                                    <span>Older runs have not been searched yet</span>
                                    <Button small busy={busy} onClick={() => goOn(searchedTo, hits)}>
                                        Search older runs
                                    </Button>
                                </div>
                            )}
                        </>
                    );
                }}
            </Shown>
        </section>
    );
}
