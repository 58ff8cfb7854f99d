import { useCallback, useRef, useState } from "react";
import type { Blueprint } from "../canvas/blueprint";
import { beginHistory, record, redo, settle, undo, type History } from "../canvas/history";

export interface Editor {
    blueprint: Blueprint;
    canUndo: boolean;
    canRedo: boolean;
    change: (edit: (blueprint: Blueprint) => Blueprint, topic?: string) => void;
    undo: () => void;
    redo: () => void;
    /** The value as of the latest change, also between two drawings. */
    now: () => Blueprint;
}

/** The blueprint under edit, with everything that can be undone. */
export function useEditor(first: Blueprint): Editor {
    const [history, setHistory] = useState<History<Blueprint>>(() => beginHistory(first));
    const latest = useRef(history);
    const apply = useCallback((next: History<Blueprint>) => {
        latest.current = next;
        setHistory(next);
    }, []);
    const change = useCallback(
        (edit: (blueprint: Blueprint) => Blueprint, topic?: string) =>
            apply(record(latest.current, edit(latest.current.present), topic ?? null)),
        [apply],
    );
    return {
        blueprint: history.present,
        canUndo: history.past.length > 0,
        canRedo: history.future.length > 0,
        change,
        undo: useCallback(() => apply(undo(settle(latest.current))), [apply]),
        redo: useCallback(() => apply(redo(latest.current)), [apply]),
        now: useCallback(() => latest.current.present, []),
    };
}
