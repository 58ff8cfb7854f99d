import { useState } from "react";

type Key = string | number;

/** Which rows of a table are chosen, and which may be. */
export interface Selection<Row> {
    chosen: ReadonlySet<Key>;
    onChange: (chosen: ReadonlySet<Key>) => void;
    allows: (row: Row) => boolean;
    /** For the box's name: 'Choose the run of 3 hours ago'. */
    nameOf: (row: Row) => string;
}

export function toggledOne(chosen: ReadonlySet<Key>, key: Key): ReadonlySet<Key> {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    return next;
}

/** All of them where one is missing; none of them otherwise. Others stay as they are. */
export function toggledAll(chosen: ReadonlySet<Key>, keys: readonly Key[]): ReadonlySet<Key> {
    const whole = keys.every((key) => chosen.has(key));
    const next = new Set(chosen);
    for (const key of keys) whole ? next.delete(key) : next.add(key);
    return next;
}

/** Rows that are gone, or may not be chosen any more, are not chosen either. */
export function useSelection<Row>(
    rows: readonly Row[],
    keyOf: (row: Row) => Key,
    allows: (row: Row) => boolean,
    nameOf: (row: Row) => string,
): Selection<Row> & { rows: Row[]; clear: () => void } {
    const [asked, setAsked] = useState<ReadonlySet<Key>>(new Set());
    const still = rows.filter((row) => asked.has(keyOf(row)) && allows(row));
    return { chosen: new Set(still.map(keyOf)), rows: still, onChange: setAsked, clear: () => setAsked(new Set()), allows, nameOf };
}
