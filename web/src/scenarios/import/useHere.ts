import { building, connections, scenarios, structures, useAnswer } from "../../api";
import type { Choice, Reference } from "./references";

export interface Here extends Choice {
    note?: string;
}

/** What of each kind there is in a team: what a reference can be made to mean. */
export function useHere(teamId: number | undefined): { ready: boolean; fitting: (reference: Reference) => Here[] } {
    const answer = useAnswer(teamId === undefined ? null : `here ${teamId}`, async (signal) => {
        const id = teamId ?? 0;
        const [accounts, hooks, stores, kinds, all] = await Promise.all([
            connections.list(id, signal).catch(() => []),
            building.hooks(id, signal),
            building.dataStores(id, signal),
            structures.list(id, signal),
            scenarios.list({ teamId: id, limit: 1000 }, signal),
        ]);
        return { accounts, hooks, stores, kinds, all: all.scenarios };
    });
    const fitting = (reference: Reference): Here[] => {
        if (!answer.data) return [];
        const { accounts, hooks, stores, kinds, all } = answer.data;
        switch (reference.kind) {
            case "connection":
            case "key":
                return accounts.filter((one) => reference.types.includes(one.type)).map(({ id, name }) => ({ id, name }));
            case "webhook":
                return hooks.map((hook) => ({ id: hook.id, name: hook.name, ...(hook.scenarioId === null ? {} : { note: "in use" }) }));
            case "dataStore":
                return stores.map(({ id, name }) => ({ id, name }));
            case "structure":
                return kinds.map(({ id, name }) => ({ id, name }));
            case "scenario":
                return all.map(({ id, name }) => ({ id, name }));
        }
    };
    return { ready: answer.data !== undefined || answer.error !== undefined, fitting };
}
