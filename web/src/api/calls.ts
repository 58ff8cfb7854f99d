import { request, requestText } from "./request";
import type { NamedIn } from "./connectionTypes";
import type * as T from "./types";

// One line per row of docs/api.md, in its order.

type Signal = AbortSignal | undefined;

export const settings = {
    read: () => request<{ settings: T.Settings }>("/flowmeter/settings").then((answer) => answer.settings),
    change: (body: Partial<T.Settings>) =>
        request<{ settings: T.Settings }>("/flowmeter/settings", { method: "PATCH", body }).then((answer) => answer.settings),
};

export const session = {
    firstOwner: (body: { code: string; name: string; email: string; password: string }) =>
        request<{ authUser: T.User }>("/flowmeter/first-owner", { method: "POST", body, signingIn: true }).then(
            (answer) => answer.authUser,
        ),
    signIn: (body: { email: string; password: string }) =>
        request<{ authUser: T.User }>("/flowmeter/session", { method: "POST", body, signingIn: true }).then((answer) => answer.authUser),
    signOut: () => request<{ ok: boolean }>("/flowmeter/session", { method: "DELETE", signingIn: true }),
    me: () => request<{ authUser: T.User }>("/users/me", { signingIn: true }).then((answer) => answer.authUser),
};

export const apiTokens = {
    list: (signal?: Signal) => request<{ apiTokens: T.ApiToken[] }>("/users/me/api-tokens", { signal }).then((answer) => answer.apiTokens),
    make: (label: string) =>
        request<{ apiToken: T.ApiToken }>("/users/me/api-tokens", { method: "POST", body: { label } }).then((answer) => answer.apiToken),
    remove: (id: number) => request<unknown>(`/users/me/api-tokens/${id}`, { method: "DELETE" }),
};

export const organizations = {
    list: () => request<{ organizations: T.Organization[] }>("/organizations").then((answer) => answer.organizations),
    read: (id: number, signal?: Signal) =>
        request<{ organization: T.Organization }>(`/organizations/${id}`, { signal }).then((answer) => answer.organization),
    change: (id: number, body: { name?: string; timezone?: string }) =>
        request<{ organization: T.Organization }>(`/organizations/${id}`, { method: "PATCH", body }).then((answer) => answer.organization),
    teams: (organizationId: number) => request<{ teams: T.Team[] }>("/teams", { query: { organizationId } }).then((answer) => answer.teams),
    dashboard: (id: number, zone?: string, signal?: Signal) =>
        request<{ dashboard: T.Dashboard }>(`/flowmeter/organizations/${id}/dashboard`, { query: { zone }, signal }).then(
            (answer) => answer.dashboard,
        ),
    subscription: (id: number, signal?: Signal) =>
        request<{ subscription: T.Subscription }>(`/flowmeter/organizations/${id}/subscription`, { signal }).then(
            (answer) => answer.subscription,
        ),
    usage: (id: number, body: T.UsageQuery, signal?: Signal) =>
        request<T.UsagePage>(`/organizations/${id}/scenarios/executions`, { method: "POST", body, signal }),
};

export const scenarios = {
    list: (query: { organizationId?: number; teamId?: number; limit?: number; offset?: number }, signal?: Signal) =>
        request<T.ScenarioList>("/scenarios", {
            query: {
                organizationId: query.organizationId,
                teamId: query.teamId,
                "cols[]": "*",
                "pg[limit]": query.limit,
                "pg[offset]": query.offset,
            },
            signal,
        }),
    make: (body: { blueprint: string; teamId: number; scheduling: string }) =>
        request<{ scenario: T.Scenario; warnings?: T.BlueprintWarning[] }>("/scenarios", { method: "POST", body }),
    read: (id: number, signal?: Signal) =>
        request<{ scenario: T.Scenario }>(`/scenarios/${id}`, { signal }).then((answer) => answer.scenario),
    change: (id: number, body: { name?: string; blueprint?: string; scheduling?: string; basedOnVersion?: number }) =>
        request<{ scenario: T.Scenario; warnings?: T.BlueprintWarning[] }>(`/scenarios/${id}`, { method: "PATCH", body }),
    remove: (id: number) => request<{ scenario: number }>(`/scenarios/${id}`, { method: "DELETE" }),
    blueprint: (id: number, signal?: Signal) =>
        request<{ response: T.BlueprintAnswer }>(`/scenarios/${id}/blueprint`, { signal }).then((answer) => answer.response),
    exportText: (id: number) => requestText(`/flowmeter/scenarios/${id}/export`),
    start: (id: number) =>
        request<{ scenario: Pick<T.Scenario, "id" | "isActive" | "islinked"> }>(`/scenarios/${id}/start`, { method: "POST", body: {} }),
    stop: (id: number) =>
        request<{ scenario: Pick<T.Scenario, "id" | "isActive" | "islinked"> }>(`/scenarios/${id}/stop`, { method: "POST", body: {} }),
    /** Scenarios by what their modules are made of, with those modules. */
    searchInside: (organizationId: number, query: { text?: string; module?: string; connection?: number }, signal?: Signal) =>
        request<{ scenarios: NamedIn[] }>(`/flowmeter/organizations/${organizationId}/scenario-search`, { query, signal }).then(
            (answer) => answer.scenarios,
        ),
    runOnce: (
        id: number,
        body: { input?: Record<string, unknown>; moduleId?: number; bundle?: Record<string, unknown>; standIns?: boolean } = {},
    ) => request<{ runId: string }>(`/flowmeter/scenarios/${id}/run-once`, { method: "POST", body }),
    consumption: (id: number, signal?: Signal) =>
        request<{ consumption: T.Consumption }>(`/flowmeter/scenarios/${id}/consumption`, { signal }).then((answer) => answer.consumption),
    estimate: (id: number, signal?: Signal) =>
        request<{ estimate: T.Estimate }>(`/flowmeter/scenarios/${id}/estimate`, { signal }).then((answer) => answer.estimate),
    /** Of a blueprint that is being edited; nothing is saved. */
    estimateDraft: (id: number, blueprint: string, signal?: Signal) =>
        request<{ estimate: T.Estimate }>(`/flowmeter/scenarios/${id}/estimate`, { method: "POST", body: { blueprint }, signal }).then(
            (answer) => answer.estimate,
        ),
    logs: (
        id: number,
        query: T.RunFilter & { showCheckRuns?: boolean; limit?: number; last?: string } = {},
        signal?: Signal,
    ) =>
        request<{ scenarioLogs: T.LogEntry[] }>(`/scenarios/${id}/logs`, {
            query: {
                from: query.from,
                to: query.to,
                state: query.state,
                origin: query.origin,
                executionName: query.executionName,
                showCheckRuns: query.showCheckRuns,
                "pg[limit]": query.limit,
                "pg[last]": query.last,
            },
            signal,
        }).then((answer) => answer.scenarioLogs),
};

export const runs = {
    read: (scenarioId: number, runId: string, signal?: Signal) =>
        request<{ run: T.Run }>(`/flowmeter/scenarios/${scenarioId}/runs/${runId}`, { signal }).then((answer) => answer.run),
    operations: (scenarioId: number, runId: string, query: { moduleId?: number; status?: number[]; limit?: number; offset?: number } = {}, signal?: Signal) =>
        request<T.OperationPage>(`/flowmeter/scenarios/${scenarioId}/runs/${runId}/operations`, {
            query: { moduleId: query.moduleId, status: query.status?.map(String), "pg[limit]": query.limit, "pg[offset]": query.offset },
            signal,
        }),
};

export const building = {
    modules: (signal?: Signal) =>
        request<{ modules: T.ModuleDescription[] }>("/flowmeter/modules", { signal }).then((answer) => answer.modules),
    functions: (signal?: Signal) =>
        request<{ functions: T.FunctionDescription[] }>("/flowmeter/functions", { signal }).then((answer) => answer.functions),
    check: (text: string, signal?: Signal) =>
        request<T.ExpressionCheck>("/flowmeter/expressions/check", { method: "POST", body: { text }, signal }),
    hooks: (teamId: number, signal?: Signal) =>
        request<{ hooks: T.Hook[] }>("/hooks", { query: { teamId }, signal }).then((answer) => answer.hooks),
    makeHook: (body: { name: string; teamId: number; typeName: "gateway-webhook" | "gateway-mailhook" }) =>
        request<{ hook: T.Hook }>("/hooks", { method: "POST", body }).then((answer) => answer.hook),
    dataStores: (teamId: number, signal?: Signal) =>
        request<{ dataStores: T.DataStore[] }>("/data-stores", { query: { teamId }, signal }).then((answer) => answer.dataStores),
    makeDataStore: (body: { name: string; teamId: number; maxSizeMB: number; datastructureId?: number | null }) =>
        request<{ dataStore: T.DataStore }>("/data-stores", { method: "POST", body }).then((answer) => answer.dataStore),
};
