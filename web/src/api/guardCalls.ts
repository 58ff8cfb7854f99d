import { paged, type Paging } from "./creditCalls";
import type * as G from "./guardTypes";
import { address, request } from "./request";

type Signal = AbortSignal | undefined;

const of = (organizationId: number) => `/flowmeter/organizations/${organizationId}`;

export const budgets = {
    list: (id: number, signal?: Signal) =>
        request<{ budgets: G.Budget[] }>(`${of(id)}/budgets`, { signal }).then((answer) => answer.budgets),
    make: (id: number, body: G.NewBudget) =>
        request<{ budget: G.Budget }>(`${of(id)}/budgets`, { method: "POST", body }).then((answer) => answer.budget),
    change: (id: number, budgetId: number, body: Pick<G.NewBudget, "centicredits" | "hardStop" | "thresholds">) =>
        request<{ budget: G.Budget }>(`${of(id)}/budgets/${budgetId}`, { method: "PATCH", body }).then((answer) => answer.budget),
    remove: (id: number, budgetId: number) => request<{ ok: boolean }>(`${of(id)}/budgets/${budgetId}`, { method: "DELETE" }),
};

export const alerts = {
    read: (id: number, signal?: Signal) => request<{ alerts: G.Alerts }>(`${of(id)}/alerts`, { signal }).then((answer) => answer.alerts),
    change: (id: number, body: Partial<Omit<G.Alerts, "mailConfigured">>) =>
        request<{ alerts: G.Alerts }>(`${of(id)}/alerts`, { method: "PATCH", body }).then((answer) => answer.alerts),
    test: (id: number, channel: "email" | "webhook") =>
        request<{ sent: boolean }>(`${of(id)}/alerts/test`, { method: "POST", body: { channel } }),
    log: (id: number, paging: Paging, signal?: Signal) =>
        request<{ messages: G.AlertMessage[]; total: { count: number } }>(`${of(id)}/alerts/log`, { query: paged(paging), signal }),
};

export const mail = {
    read: (signal?: Signal) => request<{ mail: G.Mail }>("/flowmeter/mail", { signal }).then((answer) => answer.mail),
    change: (body: Partial<Omit<G.Mail, "passwordSet">> & { password?: string }) =>
        request<{ mail: G.Mail }>("/flowmeter/mail", { method: "PATCH", body }).then((answer) => answer.mail),
    test: (to: string) => request<{ sent: boolean }>("/flowmeter/mail/test", { method: "POST", body: { to } }),
};

export const acts = {
    list: (id: number, query: G.ActsQuery & Paging, signal?: Signal) =>
        request<G.ActList>(`${of(id)}/acts`, { query: { from: query.from, to: query.to, kind: query.kind, ...paged(query) }, signal }),
    file: (id: number, query: G.ActsQuery) => address(`${of(id)}/acts.csv`, { from: query.from, to: query.to, kind: query.kind }),
};
