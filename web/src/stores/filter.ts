import type { StoreRecord } from "../api/types";

/** Records whose key or data hold the text, however it is written. */
export function holding(records: readonly StoreRecord[], text: string): StoreRecord[] {
    const wanted = text.trim().toLocaleLowerCase();
    if (wanted === "") return [...records];
    return records.filter((record) => record.key.toLocaleLowerCase().includes(wanted) || JSON.stringify(record.data).toLocaleLowerCase().includes(wanted));
}
