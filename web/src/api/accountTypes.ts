// Who is here, and what for.

export interface Settings {
    productName: string;
    scenarioSingular: string;
    scenarioPlural: string;
    accent: string | null;
    version: string;
    firstOwnerNeeded: boolean;
}

export type Role = "owner" | "admin" | "accountant" | "member" | "viewer";

export interface User {
    id: number;
    name: string;
    email: string;
    timezone: string;
    locale: string;
    operator: boolean;
    roles: { organizationId: number; role: Role }[];
}

export interface ApiToken {
    id: number;
    token: string;
    label: string;
    created: string;
}

export interface Organization {
    id: number;
    name: string;
    timezone: string;
    isPaused: boolean;
    lastReset?: string | null;
    nextReset?: string | null;
    teams?: { id: number; name: string }[];
}

export interface Team {
    id: number;
    name: string;
    organizationId: number;
}
