// The shapes of docs/api.md, "Credits". Amounts are integers of centicredits; prices are text with two decimals beside their currency.

export interface Lot {
    id: number;
    kind: "plan" | "extra" | "promotional" | "adjustment";
    /** Null: no limit. */
    granted: number | null;
    used: number;
    adjusted: number;
    remaining: number | null;
    effective: string;
    expires: string | null;
    created: string;
    note: string | null;
    state: "active" | "lapsed" | "used" | "future";
}

export interface Balance {
    at: string;
    centicredits: number | null;
    debt: number;
    lots: Lot[];
}

export type EntryKind = "grant" | "purchase" | "usage" | "lapse" | "void" | "refund" | "adjustment" | "debt";

export interface LedgerEntry {
    id: string;
    at: string;
    kind: EntryKind;
    centicredits: number;
    /** After the entry; null where there is no limit. */
    balance: number | null;
    lotId: number | null;
    lotKind: Lot["kind"] | null;
    note: string | null;
    /** Of a run whose log is kept; older usage is one entry per day and scenario. */
    runId: string | null;
    scenarioId: number | null;
    scenarioName: string | null;
    deleted: boolean;
    runs: number;
    purchaseId: number | null;
    author: Author | null;
}

export interface Author {
    id: number;
    name: string;
}

export interface StatementQuery {
    from?: string;
    to?: string;
    kind?: string;
}

export interface Statement {
    entries: LedgerEntry[];
    total: { count: number; centicredits: number };
    kinds: EntryKind[];
}

export interface BalanceDay {
    date: string;
    opening: number;
    granted: number;
    lapsed: number;
    used: number;
    adjusted: number;
    closing: number;
}

export interface Offer {
    centicredits: number;
    unit: number;
    price: string | null;
    currency: string | null;
    surchargePercent: number;
    expires: string | null;
    transferBytes: number | null;
    provider: "invoice" | "stripe" | string;
    forSale: boolean;
    reason: string | null;
}

export interface Purchase {
    id: number;
    receipt: string;
    kind: "manual" | "auto";
    centicredits: number;
    price: string;
    currency: string;
    state: "pending" | "granted" | "declined" | "cancelled" | "refunded";
    provider: string;
    reference: string | null;
    created: string;
    settled: string | null;
    expires: string | null;
    failure: string | null;
    lotId: number | null;
    author: Author | null;
}

export interface PurchaseList {
    purchases: Purchase[];
    total: { count: number };
}

export interface AutoPurchasing {
    on: boolean;
    available: boolean;
    reason: string | null;
    /** It buys when what is left falls to this. */
    threshold: number;
    unit: number;
    price: string | null;
    currency: string | null;
    cap: number | null;
    bought: number;
    declinesInARow: number;
    switchedOffBecause: string | null;
    paymentMethod: string | null;
    failures: { at: string; reason: string }[];
    inFlight: boolean;
}

export interface Plan {
    id: string;
    name: string;
    shipped: boolean;
    unlimited: boolean;
    centicredits: number | null;
    transferBytes: number | null;
    periodKind: PeriodKind;
    retentionDays: number | null;
    price: string | null;
    currency: string | null;
    priceCenticredits: number | null;
    rollover: { percent: number; maximum: number | null } | null;
    extraPercent: number;
    manualUnit: number;
    autoUnit: number;
    sellsExtra: boolean;
    autoPurchasing: boolean;
    limits: { name: string; label: string; value: number | string | boolean | null; text: string }[];
}

export type PeriodKind = "monthly" | "annualLump" | "annualMonthly";

export interface PlanPreview {
    from: Plan;
    to: Plan;
    change: "upgrade" | "downgrade" | "same";
    effective: "now" | "reset";
    effectiveAt: string;
    unused: number;
    unusedNote: string;
    grants: number | null;
    price: string | null;
    currency: string | null;
    notes: string[];
}

export interface RateCard {
    id: string;
    effectiveFrom: string;
    inForce: boolean;
    shipped: boolean;
    rules: { id: string; text: string; formula: Record<string, unknown> }[];
    modules: Record<string, string>;
    models: Record<string, string>;
}

export interface CardProblem {
    path: string;
    message: string;
}

export interface Forecast {
    is: "noLimit" | "tooEarly" | "lasts" | "ends" | "gone";
    day: string | null;
    earliest: string | null;
    latest: string | null;
    perDay: number;
}

export interface Banner {
    id: string;
    tone: "warn" | "bad";
    text: string;
    action: { label: string; to: string } | null;
}

export interface Proof {
    at: string;
    passed: boolean;
}

export interface Paused {
    is: boolean;
    why: null | "credits" | "transfer";
    /** Deliveries that wait until credits return. */
    queued: number;
}
