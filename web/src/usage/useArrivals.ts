import { useEffect, useRef, useState } from "react";
import { arrive } from "./fresh";

/** Rows of the newest-first table `key`, holding back new ones while the reader has scrolled or looks at another order. */
export function useArrivals<Row extends { id: string }>(key: string, read: Row[] | undefined, newestFirst: boolean) {
    const [state, setState] = useState<{ key: string; shown: Row[]; waiting: number; fresh: ReadonlySet<string> }>();
    const now = useRef(state);
    now.current = state;
    useEffect(() => {
        if (!read) return;
        const before = now.current?.key === key ? now.current.shown : [];
        const next = arrive(before, read, newestFirst && scrollY < 40 && !document.querySelector("tbody:hover"));
        const known = new Set(before.map((row) => row.id));
        const fresh = new Set(before.length === 0 ? [] : next.shown.filter((row) => !known.has(row.id)).map((row) => row.id));
        setState({ key, ...next, fresh });
    }, [key, read, newestFirst]);
    const current = state?.key === key ? state : undefined;
    return {
        // While another filter is read, what was shown stays.
        rows: current?.shown ?? read ?? state?.shown ?? [],
        waiting: current?.waiting ?? 0,
        isFresh: (row: Row) => current?.fresh.has(row.id) ?? false,
        show: () => {
            if (!read) return;
            setState({ key, shown: read, waiting: 0, fresh: new Set() });
            scrollTo({ top: 0, behavior: "smooth" });
        },
    };
}
