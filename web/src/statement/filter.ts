import type { EntryKind, StatementQuery } from "../api/creditTypes";

/** The filter as it stands in the address: `?from=2026-11-01&kind=usage,grant&at=2026-11-20`. */
export interface Filter {
    from: string;
    to: string;
    kinds: EntryKind[];
    /** The day at whose end the balance is asked; empty for now. */
    at: string;
}

export const kindNames: Record<EntryKind, string> = {
    grant: "Granted",
    purchase: "Bought",
    usage: "Used",
    lapse: "Lapsed",
    void: "Voided",
    refund: "Given back",
    adjustment: "Adjusted",
    debt: "Debt",
};

const day = /^\d{4}-\d{2}-\d{2}$/;

export function filterOf(search: string): Filter {
    const query = new URLSearchParams(search);
    const dayIn = (name: string) => (day.test(query.get(name) ?? "") ? (query.get(name) ?? "") : "");
    const kinds = (query.get("kind") ?? "").split(",").filter((kind): kind is EntryKind => kind in kindNames);
    return { from: dayIn("from"), to: dayIn("to"), kinds, at: dayIn("at") };
}

export function addressOf({ from, to, kinds, at }: Filter): string {
    const query = new URLSearchParams();
    if (from !== "") query.set("from", from);
    if (to !== "") query.set("to", to);
    if (kinds.length > 0) query.set("kind", kinds.join(","));
    if (at !== "") query.set("at", at);
    const text = query.toString().replace(/%2C/g, ",");
    return text === "" ? "" : `?${text}`;
}

export function isEmpty(filter: Filter): boolean {
    return filter.from === "" && filter.to === "" && filter.kinds.length === 0;
}

/** What the API is asked; days are those of the organization's zone, the last one included. */
export function queryOf({ from, to, kinds }: Filter): StatementQuery {
    return {
        ...(from === "" ? {} : { from }),
        ...(to === "" ? {} : { to }),
        ...(kinds.length === 0 ? {} : { kind: kinds.join(",") }),
    };
}
