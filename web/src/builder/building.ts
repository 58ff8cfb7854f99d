import { createContext, useContext } from "react";
import type { FunctionDescription } from "../api";
import type { Blueprint } from "../canvas/blueprint";
import type { Graph } from "../canvas/graph";
import type { Catalog } from "../canvas/look";

/** What every part of the builder works on. */
export interface Building {
    scenarioId: number;
    teamId: number;
    /** The webhook that the scenario listens to, whatever its module names. */
    hookId?: number | null;
    blueprint: Blueprint;
    graph: Graph;
    catalog: Catalog;
    functions: readonly FunctionDescription[];
    /** The first output bundle of each module in the last run. */
    samples: ReadonlyMap<number, unknown>;
    /** Changes of one topic in a row are one step to undo. */
    change: (edit: (blueprint: Blueprint) => Blueprint, topic?: string) => void;
    /** A data store, a connection or the like was made beside its field. */
    onMade?: () => void;
    select: (id: number, tab?: PanelTab) => void;
}

export type PanelTab = "settings" | "filter" | "output";

const BuildingContext = createContext<Building | null>(null);
export const BuildingProvider = BuildingContext.Provider;

export function useBuilding(): Building {
    const building = useContext(BuildingContext);
    if (!building) throw new Error("a part of the builder was drawn outside of it");
    return building;
}
