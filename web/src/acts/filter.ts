import type { ActsQuery } from "../api/guardTypes";

/** The filter as it stands in the address: `?from=2026-11-01&kind=purchase`. */
export interface Filter {
    from: string;
    to: string;
    kind: string;
}

const known: Record<string, string> = {
    purchase: "Purchases",
    refund: "Refunds",
    plan: "Plans",
    rateCard: "Rate cards",
    budget: "Budgets",
    role: "Roles",
    token: "API tokens",
    grant: "Grants",
    void: "Voided lots",
    autoPurchasing: "Auto-purchasing",
    alerts: "Alerts",
    settings: "Settings",
};

export const shippedKinds = Object.keys(known);

export function kindName(kind: string): string {
    return known[kind] ?? kind;
}

export function filterOf(search: string): Filter {
    const query = new URLSearchParams(search);
    const day = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(query.get(name) ?? "") ? (query.get(name) ?? "") : "");
    return { from: day("from"), to: day("to"), kind: query.get("kind") ?? "" };
}

export function addressOf(filter: Filter): string {
    const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
    const text = query.toString();
    return text === "" ? "" : `?${text}`;
}

export function queryOf(filter: Filter): ActsQuery {
    return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}
