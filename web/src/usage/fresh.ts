/** What to do with rows that have come while a table is open. */
export interface Arrival<Row> {
    shown: Row[];
    waiting: number;
}

/**
 * The rows to show, after a new reading. Rows that are shown already change in place; new ones come at the top while the reader is there
 * and sees the newest first, and wait otherwise, so that nothing moves under the pointer.
 */
export function arrive<Row extends { id: string }>(shown: Row[], read: Row[], mayMove: boolean): Arrival<Row> {
    const known = new Set(shown.map((row) => row.id));
    const fresh = read.filter((row) => !known.has(row.id));
    if (mayMove || shown.length === 0 || fresh.length === 0) return { shown: read, waiting: 0 };
    const latest = new Map(read.map((row) => [row.id, row]));
    return { shown: shown.map((row) => latest.get(row.id) ?? row), waiting: fresh.length };
}
