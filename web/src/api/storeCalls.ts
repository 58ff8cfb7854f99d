import { ApiError, request } from "./request";
import type { DataStore, DataStructure, Hook, HookSettings, StoreRecord } from "./types";

// One line per row of docs/api.md, "Building": webhooks, data stores, data structures.

type Signal = AbortSignal | undefined;

export const hooks = {
    read: (id: number, signal?: Signal) => request<{ hook: Hook }>(`/hooks/${id}`, { signal }).then((answer) => answer.hook),
    rename: (id: number, name: string) => request<unknown>(`/hooks/${id}`, { method: "PATCH", body: { name } }),
    change: (id: number, settings: HookSettings) => request<unknown>(`/hooks/${id}/set-data`, { method: "POST", body: settings }),
    turn: (id: number, on: boolean) => request<unknown>(`/hooks/${id}/${on ? "enable" : "disable"}`, { method: "POST", body: {} }),
    learn: (id: number, on: boolean) => request<unknown>(`/hooks/${id}/${on ? "learn-start" : "learn-stop"}`, { method: "POST", body: {} }),
    remove: (id: number) => request<unknown>(`/hooks/${id}`, { method: "DELETE", query: { confirmed: true } }),
};

export const dataStores = {
    read: (id: number, signal?: Signal) =>
        request<{ dataStore: DataStore }>(`/data-stores/${id}`, { signal }).then((answer) => answer.dataStore),
    change: (id: number, body: { name?: string; maxSizeMB?: number; datastructureId?: number | null }) =>
        request<unknown>(`/data-stores/${id}`, { method: "PATCH", body }),
    remove: (id: number) => request<unknown>(`/data-stores/${id}`, { method: "DELETE", query: { confirmed: true } }),
    records: (id: number, paging: { limit: number; offset: number }, signal?: Signal) =>
        request<{ records: StoreRecord[]; count: number }>(`/data-stores/${id}/data`, {
            query: { "pg[limit]": paging.limit, "pg[offset]": paging.offset },
            signal,
        }),
    addRecord: (id: number, body: { key?: string; data: Record<string, unknown> }) =>
        request<StoreRecord>(`/data-stores/${id}/data`, { method: "POST", body }),
    putRecord: (id: number, key: string, data: Record<string, unknown>) =>
        request<StoreRecord>(`/data-stores/${id}/data/${encodeURIComponent(key)}`, { method: "PUT", body: data }),
    removeRecords: (id: number, keys: string[]) =>
        request<unknown>(`/data-stores/${id}/data`, { method: "DELETE", query: { confirmed: true }, body: { keys } }),
};

export const structures = {
    /** None where the server keeps none. */
    list: async (teamId: number, signal?: Signal): Promise<DataStructure[]> => {
        try {
            return (await request<{ dataStructures: DataStructure[] }>("/data-structures", { query: { teamId }, signal })).dataStructures;
        } catch (error) {
            if (error instanceof ApiError && error.status === 404) return [];
            throw error;
        }
    },
};
