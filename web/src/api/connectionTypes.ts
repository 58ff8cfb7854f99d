import type { Field } from "./types";

// The shapes of docs/api.md, "Connections and keys". Secrets come in and never go out.

export interface SecretField extends Field {
    secret?: boolean;
}

export interface ConnectionType {
    /** 'account:smtp', 'keychain:apikey'. */
    type: string;
    label: string;
    isKey: boolean;
    app: { name: string; label: string; icon: string; color: string };
    fields: SecretField[];
}

/** A connection or a key: they differ in their routes only. */
export interface Connection {
    id: number;
    name: string;
    teamId: number;
    type: string;
    /** Those that are no secrets. */
    fields: Record<string, unknown>;
    /** The secrets that are there. */
    secretsSet: string[];
    /** False where the key that it was sealed with is gone: it must be entered again. */
    readable: boolean;
    created?: string;
    changed?: string;
}

/** Where a scenario names something. */
export interface NamedIn {
    scenarioId: number;
    name: string;
    teamId?: number;
    isActive: boolean;
    modules: { moduleId: number; module: string; label: string }[];
}
