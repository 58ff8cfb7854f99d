import { useEffect, useState } from "react";
import { scenarios as calls, type LogEntry } from "../api";
import { toast } from "../ui";

/** Rows of one reading. */
export const pageSize = 50;

/** Pages beyond the first one, kept while the filter stays. */
export function useOlder(key: string, scenarioId: number, asked: Parameters<typeof calls.logs>[1]) {
    const [rows, setRows] = useState<LogEntry[]>([]);
    const [ended, setEnded] = useState(false);
    const [busy, setBusy] = useState(false);
    useEffect(() => {
        setRows([]);
        setEnded(false);
    }, [key]);
    const read = async (last: LogEntry | undefined) => {
        if (!last) return;
        setBusy(true);
        try {
            const next = await calls.logs(scenarioId, { ...asked, last: last.imtId });
            setRows((before) => [...before, ...next]);
            setEnded(next.length < pageSize);
        } catch (error) {
            toast(`Older runs could not be read. ${error instanceof Error ? error.message : ""}`, { kind: "bad" });
        }
        setBusy(false);
    };
    return { rows, ended, busy, read };
}
