import { useMemo } from "react";
import { scenarios, useAnswer, type BlueprintAnswer } from "../api";
import { requestText } from "../api/request";
import { asBlueprint, emptyBlueprint } from "../canvas/blueprint";
import { tidyUp } from "../canvas/edit";
import { placesAreUsable } from "../canvas/geometry";
import { graphOf } from "../canvas/graph";
import { parseKeepingNumbers } from "../canvas/numbers";
import { ErrorState, Skeleton } from "../ui/states";
import { useTitle, useWords } from "../words";
import { Builder } from "./Builder";

/** The builder fills the window; a scenario that was saved by someone else is drawn anew by its version. */
export default function BuilderPage({ scenarioId }: { scenarioId: number }) {
    const words = useWords();
    const scenario = useAnswer(`scenario ${scenarioId}`, (signal) => scenarios.read(scenarioId, signal));
    const kept = useAnswer(`blueprint ${scenarioId}`, (signal) => readBlueprint(scenarioId, signal));
    useTitle(scenario.data?.name ?? words.Scenario);
    const blueprint = useMemo(() => {
        if (!kept.data) return null;
        const read = asBlueprint(kept.data.blueprint) ?? emptyBlueprint;
        // Where a program has put all modules in one spot there is nothing to see; the places are only saved along with a change.
        return placesAreUsable(graphOf(read)) ? read : tidyUp(read);
    }, [kept.data]);

    const error = scenario.error ?? kept.error;
    if (error && !blueprint)
        return <ErrorState error={error} what={`This ${words.scenario}`} onRetry={() => (scenario.reload(), kept.reload())} />;
    if (!scenario.data || !blueprint || !kept.data) return <Skeleton />;
    return (
        <Builder
            key={`${scenarioId} ${kept.data.version}`}
            scenario={scenario.data}
            blueprint={blueprint}
            version={kept.data.version}
            onReload={() => (scenario.reload(), kept.reload())}
        />
    );
}

/** The builder sends the whole blueprint back, so it must not lose what it never looks at. */
async function readBlueprint(scenarioId: number, signal: AbortSignal): Promise<BlueprintAnswer> {
    const text = await requestText(`/scenarios/${scenarioId}/blueprint`, { signal });
    return (parseKeepingNumbers(text) as { response: BlueprintAnswer }).response;
}
