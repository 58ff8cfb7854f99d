import type { FieldSpec } from "../canvas/blueprint";
import type { Field } from "./moduleTypes";

// Webhooks, data stores, data structures.

export interface Hook {
    id: number;
    name: string;
    teamId: number;
    url: string;
    enabled: boolean;
    scenarioId: number | null;
    queueCount: number;
    queueLimit: number;
    type: string;
    typeName: string;
    /** The next delivery's structure is kept. */
    learning?: boolean;
    data?: HookSettings;
    /** The fields that it is known to be sent. */
    interface?: Field[] | null;
}

export interface HookSettings {
    headers?: boolean;
    method?: boolean;
    stringify?: boolean;
    /** A list, or text with commas between. */
    ip?: string | string[] | null;
    udt?: number | null;
    apiKey?: { header: string; secretSet?: boolean; secret?: string } | null;
    signature?: {
        header: string;
        algorithm: "sha256" | "sha1";
        encoding: "hex" | "base64";
        prefix?: string | null;
        secretSet?: boolean;
        secret?: string;
    } | null;
}

/** Something that was sent to a webhook, and what it was answered. */
export interface Delivery {
    id: string;
    /** Of HTTP. */
    status: number;
    size: number;
    loggedAt: string;
    /** What it began. */
    run: string | null;
    scenarioId: number | null;
}

export interface DeliveryContent {
    method: string;
    address?: string;
    query?: NamedText[];
    headers?: NamedText[];
    body?: string;
    encoding?: "utf8" | "base64";
    truncated: boolean;
    /** What the body is as a bundle, where it could be read. */
    parsed: unknown;
}

export interface NamedText {
    name: string;
    value: string;
}

export interface DataStore {
    id: number;
    name: string;
    records: number;
    /** Bytes; some servers write them as text. */
    size: number | string;
    maxSize: number | string;
    teamId: number;
    datastructureId?: number | null;
}

export interface StoreRecord {
    key: string;
    data: Record<string, unknown>;
}

export interface DataStructure {
    id: number;
    name: string;
    teamId: number;
    spec: FieldSpec[];
    /** Nothing but its fields is taken. */
    strict: boolean;
}
