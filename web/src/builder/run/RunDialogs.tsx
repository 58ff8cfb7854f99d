import type { Blueprint, FieldSpec } from "../../canvas/blueprint";
import type { Graph, Step } from "../../canvas/graph";
import { lookOf, titleOf } from "../../canvas/look";
import { isObject } from "../../canvas/paths";
import { visibleTo } from "../../canvas/visible";
import { useBuilding } from "../building";
import { textsIn } from "../commands";
import { referencedModules } from "../mapping/reference";
import { sourceFields } from "../mapping/sources";
import { asksForInput, inputTemplate } from "./input";
import { JsonDialog } from "./JsonDialog";
import type { RunRequest } from "./useRun";

interface InputDialogProps {
    opening: Step;
    unknown: readonly Step[];
    /** Only the trigger itself runs. */
    alone: boolean;
    onStart: (request: RunRequest) => void;
    onClose: () => void;
}

/** What the trigger starts with, and whether stand-ins answer for what can't run here. */
export function InputDialog({ opening, unknown, alone, onStart, onClose }: InputDialogProps) {
    const { blueprint, catalog, samples, scenarioId } = useBuilding();
    const look = lookOf(opening.module, catalog);
    const asks = asksForInput(opening.module, look.role);
    const key = `builder.input.${scenarioId}`;
    const sample = samples.get(opening.id);
    const initial =
        localStorage.getItem(key) ?? (sample ? JSON.stringify(sample, null, 2) : inputTemplate(inputFields(blueprint, opening)));
    const waits = opening.module.module.startsWith("gateway:") ? "; left empty, with the oldest delivery that waits for it" : "";
    const absent = unknown.length === 1 ? "One module is" : `${unknown.length} modules are`;
    const action = alone ? "Run this module only" : "Run once";
    return (
        <JsonDialog
            title={action}
            label="Data of the trigger"
            explanation={
                asks
                    ? `${titleOf(opening.module, look)} starts with this data, as if it had just arrived${waits}. It is a test, and is counted as one.`
                    : `${absent} not in the library.`
            }
            withoutText={!asks}
            initial={asks ? initial : ""}
            action={action}
            choice={
                unknown.length > 0
                    ? {
                          label: `Let stand-ins answer for what is not in the library (${unknown.map((step) => step.id).join(", ")})`,
                          on: true,
                      }
                    : undefined
            }
            onDone={(value, standIns) => {
                if (value) localStorage.setItem(key, JSON.stringify(value, null, 2));
                onStart({
                    ...(value ? { input: value } : {}),
                    ...(alone ? { moduleId: opening.id } : {}),
                    ...(standIns ? { standIns } : {}),
                });
            }}
            onClose={onClose}
        />
    );
}

function inputFields(blueprint: Blueprint, opening: Step): FieldSpec[] | undefined {
    const declared = isObject(blueprint["io"]) ? blueprint["io"]["input_spec"] : undefined;
    return Array.isArray(declared) && declared.length > 0 ? (declared as FieldSpec[]) : opening.module.metadata?.interface;
}

interface BundleDialogProps {
    step: Step;
    onStart: (request: RunRequest) => void;
    onClose: () => void;
}

/** What a module that runs alone finds of those before it. */
export function BundleDialog({ step, onStart, onClose }: BundleDialogProps) {
    const { graph, catalog, samples } = useBuilding();
    const bundle = usedBy(step, graph).map((source) => {
        const fields = sourceFields(source.module, catalog, undefined).filter((field) => field.depth === 0);
        return [String(source.id), samples.get(source.id) ?? Object.fromEntries(fields.map((field) => [field.path[0], ""]))] as const;
    });
    return (
        <JsonDialog
            title="Run this module only"
            label="Bundle for the module"
            explanation={`What the modules before ${titleOf(step.module, lookOf(step.module, catalog))} gave, by their numbers. It stands here as it was in the last run, where there was one.`}
            initial={JSON.stringify(Object.fromEntries(bundle), null, 2)}
            action="Run this module only"
            onDone={(value) => onStart({ moduleId: step.id, bundle: value ?? {} })}
            onClose={onClose}
        />
    );
}

/** The modules before a step whose output its settings use. */
export function usedBy(step: Step, graph: Graph): Step[] {
    const { parameters, mapper, flags } = step.module;
    const used = new Set(textsIn([parameters, mapper, flags]).flatMap(referencedModules));
    return visibleTo(graph, step.id).filter((before) => used.has(before.id));
}
