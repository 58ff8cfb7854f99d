import { useMemo } from "react";
import { building, connections, scenarios, structures, useAnswer } from "../api";
import type { Graph } from "../canvas/graph";
import type { Catalog } from "../canvas/look";
import { kindOf, type FieldKind } from "./form/kinds";
import type { Places } from "./lacks";

/** Which data stores, structures and connections a team has; read only where the modules name some. */
export function usePlaces(teamId: number, graph: Graph, catalog: Catalog, round: number): Places {
    const named = useMemo(() => {
        const kinds = new Set<FieldKind>();
        for (const { module } of graph.steps) {
            const description = catalog.get(module.module);
            for (const field of [...(description?.parameters ?? []), ...(description?.mapper ?? [])]) kinds.add(kindOf(field));
        }
        return kinds;
    }, [graph, catalog]);
    const key = (kind: FieldKind) => (named.has(kind) ? `places ${kind} ${teamId} ${round}` : null);
    const stores = useAnswer(key("dataStore"), (signal) => building.dataStores(teamId, signal));
    const kinds = useAnswer(key("structure"), (signal) => structures.list(teamId, signal));
    const accounts = useAnswer(key("connection"), (signal) => connections.list(teamId, signal));
    const called = useAnswer(key("scenario"), (signal) => scenarios.list({ teamId, limit: 1000 }, signal).then((list) => list.scenarios));
    return useMemo(
        () => ({
            ...(stores.latest && { dataStore: idsOf(stores.latest) }),
            ...(kinds.latest && { structure: idsOf(kinds.latest) }),
            ...(accounts.latest && { connection: idsOf(accounts.latest) }),
            ...(called.latest && { scenario: idsOf(called.latest) }),
        }),
        [stores.latest, kinds.latest, accounts.latest, called.latest],
    );
}

const idsOf = (list: readonly { id: number }[]) => new Set(list.map((one) => String(one.id)));
