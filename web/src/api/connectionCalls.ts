import { ApiError, request } from "./request";
import type { Connection, ConnectionType, NamedIn } from "./connectionTypes";

type Signal = AbortSignal | undefined;
type Fields = Record<string, unknown>;

export const isKey = (type: string) => type.startsWith("keychain:");
const short = (type: string) => type.slice(type.indexOf(":") + 1);

/** Connections and keys as one: `type` says by which routes. */
export const connections = {
    types: (signal?: Signal) =>
        request<{ connectionTypes: ConnectionType[] }>("/flowmeter/connection-types", { signal }).then((answer) => answer.connectionTypes),
    list: async (teamId: number, signal?: Signal): Promise<Connection[]> => {
        const [accounts, keys] = await Promise.all([
            request<{ connections: Connection[] }>("/connections", { query: { teamId }, signal }),
            request<{ keys: Connection[] }>("/keys", { query: { teamId }, signal }),
        ]);
        return [...accounts.connections, ...keys.keys];
    },
    add: (type: string, name: string, teamId: number, fields: Fields) =>
        isKey(type)
            ? request<{ key: Connection }>("/keys", {
                  method: "POST",
                  body: { name, teamId, typeName: short(type), parameters: fields },
              }).then((answer) => answer.key)
            : request<{ connection: Connection }>("/connections", {
                  method: "POST",
                  query: { teamId },
                  body: { ...fields, accountName: name, accountType: short(type) },
              }).then((answer) => answer.connection),
    rename: (one: Connection, name: string) => request<unknown>(at(one), { method: "PATCH", body: { name } }),
    /** Fields that are not given stay; null takes one away. */
    change: (one: Connection, fields: Fields) =>
        isKey(one.type)
            ? request<unknown>(at(one), { method: "PATCH", body: { parameters: fields } })
            : request<unknown>(`${at(one)}/set-data`, { method: "POST", body: fields }),
    /** Signs in where it leads and does nothing there; of an API key or the like, whether it can be used as it is. */
    verify: (one: Connection) => request<{ verified: boolean; message?: string }>(`${at(one)}/test`, { method: "POST", body: {} }),
    remove: (one: Connection) => request<unknown>(at(one), { method: "DELETE", query: { confirmed: true } }),
    /** The scenarios whose modules name it; null where it can't be told. */
    usedBy: async (organizationId: number, id: number, signal?: Signal): Promise<NamedIn[] | null> => {
        try {
            const path = `/flowmeter/organizations/${organizationId}/scenario-search`;
            return (await request<{ scenarios: NamedIn[] }>(path, { query: { connection: id }, signal })).scenarios;
        } catch (error) {
            if (error instanceof ApiError && error.status === 404) return null;
            throw error;
        }
    },
};

const at = (one: Connection) => `/${isKey(one.type) ? "keys" : "connections"}/${one.id}`;
