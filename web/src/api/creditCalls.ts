import { address, request } from "./request";
import type * as C from "./creditTypes";
import type { Subscription } from "./types";

// One line per row of docs/api.md, "Credits".

type Signal = AbortSignal | undefined;

export interface Paging {
    limit?: number;
    offset?: number;
}

export const paged = ({ limit, offset }: Paging) => ({ "pg[limit]": limit, "pg[offset]": offset });

const of = (organizationId: number) => `/flowmeter/organizations/${organizationId}`;

export const ledger = {
    balance: (id: number, at?: string, signal?: Signal) =>
        request<{ balance: C.Balance }>(`${of(id)}/balance`, { query: { at }, signal }).then((answer) => answer.balance),
    history: (id: number, from: string, to: string, signal?: Signal) =>
        request<{ history: C.BalanceDay[]; unlimited: boolean }>(`${of(id)}/balance/history`, { query: { from, to }, signal }),
    statement: (id: number, query: C.StatementQuery & Paging, signal?: Signal) =>
        request<C.Statement>(`${of(id)}/statement`, {
            query: { from: query.from, to: query.to, kind: query.kind, ...paged(query) },
            signal,
        }),
    statementFile: (id: number, query: C.StatementQuery) =>
        address(`${of(id)}/statement.csv`, { from: query.from, to: query.to, kind: query.kind }),
    grant: (id: number, body: { kind: "promotional" | "adjustment" | "extra"; centicredits: number; expires?: string; note: string }) =>
        request<{ lot: C.Lot }>(`${of(id)}/grants`, { method: "POST", body }).then((answer) => answer.lot),
    voidLot: (id: number, lotId: number, note: string) =>
        request<{ lot: C.Lot }>(`${of(id)}/lots/${lotId}/void`, { method: "POST", body: { note } }).then((answer) => answer.lot),
    refundRun: (id: number, runId: string, body: { note: string; centicredits?: number }) =>
        request<{ lot: C.Lot }>(`${of(id)}/runs/${runId}/refund`, { method: "POST", body }).then((answer) => answer.lot),
};

export const purchases = {
    offer: (id: number, centicredits: number, signal?: Signal) =>
        request<{ offer: C.Offer }>(`${of(id)}/purchases/offer`, { query: { centicredits }, signal }).then((answer) => answer.offer),
    buy: (id: number, body: { centicredits: number; key: string }) =>
        request<{ purchase: C.Purchase }>(`${of(id)}/purchases`, { method: "POST", body }).then((answer) => answer.purchase),
    list: (id: number, paging: Paging, signal?: Signal) =>
        request<C.PurchaseList>(`${of(id)}/purchases`, { query: paged(paging), signal }),
    settle: (id: number, purchaseId: number) =>
        request<{ purchase: C.Purchase }>(`${of(id)}/purchases/${purchaseId}/settle`, { method: "POST", body: {} }).then(
            (answer) => answer.purchase,
        ),
    cancel: (id: number, purchaseId: number) =>
        request<{ purchase: C.Purchase }>(`${of(id)}/purchases/${purchaseId}/cancel`, { method: "POST", body: {} }).then(
            (answer) => answer.purchase,
        ),
    changeAuto: (id: number, body: { on?: boolean; threshold?: number }) =>
        request<{ autoPurchasing: C.AutoPurchasing }>(`${of(id)}/auto-purchasing`, { method: "PATCH", body }).then(
            (answer) => answer.autoPurchasing,
        ),
};

export const plans = {
    list: (signal?: Signal) => request<{ plans: C.Plan[] }>("/flowmeter/plans", { signal }).then((answer) => answer.plans),
    save: (plan: C.Plan) =>
        request<{ plan: C.Plan }>(`/flowmeter/plans/${encodeURIComponent(plan.id)}`, { method: "PUT", body: plan }).then(
            (answer) => answer.plan,
        ),
    preview: (id: number, plan: string, centicredits: number | undefined, signal?: Signal) =>
        request<{ preview: C.PlanPreview }>(`${of(id)}/plan/preview`, { query: { plan, centicredits }, signal }).then(
            (answer) => answer.preview,
        ),
    change: (id: number, body: { plan: string; centicredits?: number }) =>
        request<{ subscription: Subscription }>(`${of(id)}/plan`, { method: "POST", body }).then((answer) => answer.subscription),
    takeBack: (id: number) =>
        request<{ subscription: Subscription }>(`${of(id)}/plan/next`, { method: "DELETE" }).then((answer) => answer.subscription),
};

export const rateCards = {
    list: (signal?: Signal) => request<{ rateCards: C.RateCard[] }>("/flowmeter/rate-cards", { signal }).then((answer) => answer.rateCards),
    check: (card: unknown) =>
        request<{ problems: C.CardProblem[] }>("/flowmeter/rate-cards/check", { method: "POST", body: card }).then(
            (answer) => answer.problems,
        ),
    publish: (card: unknown) =>
        request<{ rateCard: C.RateCard }>("/flowmeter/rate-cards", { method: "POST", body: card }).then((answer) => answer.rateCard),
};
