import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "./request";

export interface Answer<T> {
    data: T | undefined;
    /** The data, or that of the key before while this one's is read: for filters, whose table should not flicker. */
    latest: T | undefined;
    error: ApiError | undefined;
    /** Nothing to show yet. While figures are read anew, the old ones stay. */
    loading: boolean;
    reload: () => void;
    /** Changes what is shown at once, until the next read. */
    set: (data: T) => void;
}

/** Reads something when `key` changes; `null` as key reads nothing. */
export function useAnswer<T>(key: string | null, read: (signal: AbortSignal) => Promise<T>): Answer<T> {
    const [state, setState] = useState<{ key: string | null; data?: T; error?: ApiError }>({ key: null });
    const [round, setRound] = useState(0);
    const latest = useRef(read);
    latest.current = read;
    const asked = useRef(key);
    asked.current = key;

    useEffect(() => {
        if (key === null) return;
        const abort = new AbortController();
        latest.current(abort.signal).then(
            (data) => {
                if (!abort.signal.aborted) setState({ key, data });
            },
            (error: unknown) => {
                if (abort.signal.aborted) return;
                const failure = error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error));
                setState((before) =>
                    before.key === key && before.data !== undefined ? { ...before, error: failure } : { key, error: failure },
                );
            },
        );
        return () => abort.abort();
    }, [key, round]);

    const reload = useCallback(() => setRound((before) => before + 1), []);
    const set = useCallback((data: T) => setState({ key: asked.current, data }), []);
    const current = state.key === key;
    return {
        data: current ? state.data : undefined,
        latest: state.data,
        error: current ? state.error : undefined,
        loading: key !== null && !(current && (state.data !== undefined || state.error !== undefined)),
        reload,
        set,
    };
}
