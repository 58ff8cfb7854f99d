import type { FieldSpec } from "../canvas/blueprint";
import { request } from "./request";
import type { DataStore, DataStructure, Delivery, DeliveryContent, Hook, HookSettings, StoreRecord } from "./types";

// One line per row of docs/api.md, "Building": webhooks, data stores, data structures.

type Signal = AbortSignal | undefined;

export const hooks = {
    read: (id: number, signal?: Signal) => request<{ hook: Hook }>(`/hooks/${id}`, { signal }).then((answer) => answer.hook),
    rename: (id: number, name: string) => request<unknown>(`/hooks/${id}`, { method: "PATCH", body: { name } }),
    change: (id: number, settings: HookSettings) => request<unknown>(`/hooks/${id}/set-data`, { method: "POST", body: settings }),
    turn: (id: number, on: boolean) => request<unknown>(`/hooks/${id}/${on ? "enable" : "disable"}`, { method: "POST", body: {} }),
    learn: (id: number, on: boolean) => request<unknown>(`/hooks/${id}/${on ? "learn-start" : "learn-stop"}`, { method: "POST", body: {} }),
    remove: (id: number) => request<unknown>(`/hooks/${id}`, { method: "DELETE", query: { confirmed: true } }),
    deliveries: (id: number, paging: { limit: number; offset: number }, signal?: Signal) =>
        request<{ hookLogs: Delivery[] }>(`/hooks/${id}/logs`, {
            query: { "pg[limit]": paging.limit, "pg[offset]": paging.offset },
            signal,
        }).then((answer) => answer.hookLogs),
    delivery: (id: number, delivery: string, signal?: Signal) =>
        request<{ hookLog: Delivery & { data: DeliveryContent | null } }>(`/hooks/${id}/logs/${delivery}`, { signal }).then(
            (answer) => answer.hookLog,
        ),
};

export const dataStores = {
    read: (id: number, signal?: Signal) =>
        request<{ dataStore: DataStore }>(`/data-stores/${id}`, { signal }).then((answer) => answer.dataStore),
    change: (id: number, body: { name?: string; maxSizeMB?: number; datastructureId?: number | null }) =>
        request<unknown>(`/data-stores/${id}`, { method: "PATCH", body }),
    remove: (id: number) => request<unknown>(`/data-stores/${id}`, { method: "DELETE", query: { confirmed: true } }),
    records: (id: number, asked: { limit: number; offset: number; text?: string; after?: string }, signal?: Signal) =>
        request<{ records: StoreRecord[]; count: number; searchedTo?: string | null }>(`/data-stores/${id}/data`, {
            query: { "pg[limit]": asked.limit, "pg[offset]": asked.offset, text: asked.text, after: asked.after },
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
    list: (teamId: number, signal?: Signal) =>
        request<{ dataStructures: DataStructure[] }>("/data-structures", {
            query: { teamId, "cols[]": ["id", "name", "teamId", "spec", "strict"] },
            signal,
        }).then((answer) => answer.dataStructures),
    read: (id: number, signal?: Signal) =>
        request<{ dataStructure: DataStructure }>(`/data-structures/${id}`, { signal }).then((answer) => answer.dataStructure),
    make: (body: { name: string; teamId: number; spec: FieldSpec[]; strict: boolean }) =>
        request<{ dataStructure: DataStructure }>("/data-structures", { method: "POST", body }).then((answer) => answer.dataStructure),
    change: (id: number, body: { name: string; spec: FieldSpec[]; strict: boolean }) =>
        request<{ dataStructure: DataStructure }>(`/data-structures/${id}`, { method: "PATCH", body }).then((answer) => answer.dataStructure),
    clone: (id: number, name: string) =>
        request<{ dataStructure: DataStructure }>(`/data-structures/${id}/clone`, { method: "POST", body: { name } }).then(
            (answer) => answer.dataStructure,
        ),
    remove: (id: number) => request<unknown>(`/data-structures/${id}`, { method: "DELETE", query: { confirmed: true } }),
};
