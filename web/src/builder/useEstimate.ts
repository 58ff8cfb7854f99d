import { useEffect, useState } from "react";
import { scenarios, useAnswer, type Estimate } from "../api";
import type { Blueprint } from "../canvas/blueprint";

export interface Estimated {
    estimate: Estimate | undefined;
    /** It is of another state than the one that is shown. */
    outdated: boolean;
}

/** How long one goes on typing, in milliseconds, before it is asked for. */
const pause = 500;

/** What a run of what stands here is likely to cost: of the version last saved, or of the draft once it rests. */
export function useEstimate(scenarioId: number, version: number, blueprint: Blueprint, dirty: boolean): Estimated {
    const saved = useAnswer(`estimate ${scenarioId} ${version}`, (signal) => scenarios.estimate(scenarioId, signal));
    const [draft, setDraft] = useState<{ of: Blueprint; estimate: Estimate } | null>(null);
    useEffect(() => {
        if (!dirty) return setDraft(null);
        const abort = new AbortController();
        const timer = setTimeout(() => {
            scenarios.estimateDraft(scenarioId, JSON.stringify(blueprint), abort.signal).then(
                (estimate) => !abort.signal.aborted && setDraft({ of: blueprint, estimate }),
                // Then the figure stays the one of before, and says so.
                () => undefined,
            );
        }, pause);
        return () => {
            clearTimeout(timer);
            abort.abort();
        };
    }, [scenarioId, blueprint, dirty]);
    if (!dirty) return { estimate: saved.latest, outdated: false };
    return { estimate: draft?.estimate ?? saved.latest, outdated: draft?.of !== blueprint };
}
