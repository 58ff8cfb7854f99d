import { useCallback, useMemo } from "react";
import workflow from "lucide/workflow.svg";
import { asBlueprint } from "../canvas/blueprint";
import { Canvas } from "../canvas/Canvas";
import { tidyUp } from "../canvas/edit";
import { placesAreUsable } from "../canvas/geometry";
import { graphOf, type Step } from "../canvas/graph";
import { titleOf, type Look } from "../canvas/look";
import { statusFrom } from "../canvas/StatusMark";
import { useCatalog } from "../canvas/useCatalog";
import { EmptyState } from "../ui/states";
import { Bubble } from "./Bubble";
import type { ModuleFigures } from "./figures";
import { figuresInWords } from "./figures";

interface DiagramProps {
    blueprint: unknown;
    modules: ModuleFigures[];
    mode: "share" | "bubbles";
    unit: "credits" | "operations";
    selected?: number;
    onSelect?: (moduleId: number) => void;
}

/** A scenario to read: each module with its share of a period, or with what it did in one run. */
export function Diagram({ blueprint, modules, mode, unit, selected, onSelect }: DiagramProps) {
    const catalog = useCatalog();
    const drawn = useMemo(() => {
        const flow = asBlueprint(blueprint);
        return flow && (placesAreUsable(graphOf(flow)) ? flow : tidyUp(flow));
    }, [blueprint]);
    const figures = useMemo(() => new Map(modules.map((module) => [module.moduleId, module])), [modules]);

    const describe = useCallback(
        (step: Step) => {
            const known = figures.get(step.id);
            if (!known) return step.loose ? "not connected" : mode === "bubbles" ? "did not run" : "";
            return [statusFrom(known.status)?.text, figuresInWords(known)].filter(Boolean).join(", ");
        },
        [figures, mode],
    );
    const statusOf = useCallback((id: number) => statusFrom(figures.get(id)?.status), [figures]);
    const ringOf = useCallback((id: number) => (mode === "share" ? figures.get(id)?.share : undefined), [figures, mode]);
    const badgeOf = useCallback(
        (step: Step, look: Look) => {
            const known = figures.get(step.id);
            if (!known || (mode === "share" && !(unit === "credits" ? known.credits : known.operations))) return null;
            const open = onSelect ? () => onSelect(step.id) : undefined;
            return <Bubble figures={known} unit={unit} showShare={mode === "share"} onOpen={open} name={titleOf(step.module, look)} />;
        },
        [figures, mode, unit, onSelect],
    );

    if (!drawn)
        return (
            <EmptyState icon={workflow} title="There is no diagram">
                The flow could not be read.
            </EmptyState>
        );
    if (drawn.flow.length === 0)
        return (
            <EmptyState icon={workflow} title="No modules yet">
                The diagram stands here as soon as there is a first module.
            </EmptyState>
        );
    return (
        <div className="diagram" data-testid="diagram" data-mode={mode}>
            <Canvas
                graph={graphOf(drawn)}
                catalog={catalog}
                label="Diagram"
                selected={selected === undefined ? [] : [selected]}
                onSelect={(ids) => ids[0] !== undefined && onSelect?.(ids[0])}
                describe={describe}
                statusOf={statusOf}
                ringOf={ringOf}
                badgeOf={badgeOf}
                readable={0.22}
                fitKey={graphOf(drawn)
                    .steps.map((step) => step.id)
                    .join()}
            />
        </div>
    );
}
