import { useEffect, useState } from "react";
import { dataStores as calls, reasonOf, useAnswer, type StoreRecord } from "../api";
import { toast } from "../ui";

/** Records of a page. */
export const pageSize = 50;

/** A page of a store's records or, where there is a text, those that hold it: the first at once, more on request. */
export function useRecords(storeId: number, text: string, page: number) {
    const asked = text === "" ? { limit: pageSize, offset: page * pageSize } : { limit: pageSize, offset: 0, text };
    const answer = useAnswer(`records ${storeId} ${asked.offset} ${text}`, (signal) => calls.records(storeId, asked, signal));
    const [more, setMore] = useState<{ records: StoreRecord[]; searchedTo: string | null }>();
    const [busy, setBusy] = useState(false);
    const first = answer.latest;
    useEffect(() => setMore(undefined), [first]);
    const records = [...(first?.records ?? []), ...(more?.records ?? [])];
    const searchedTo = text === "" ? null : ((more ?? first)?.searchedTo ?? null);
    const searchOn = async () => {
        if (searchedTo === null) return;
        setBusy(true);
        try {
            const next = await calls.records(storeId, { ...asked, after: searchedTo });
            setMore({ records: [...(more?.records ?? []), ...next.records], searchedTo: next.searchedTo ?? null });
        } catch (error) {
            toast(`The search did not go on. ${reasonOf(error)}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return { answer, records, searchedTo, searchOn, busy };
}
