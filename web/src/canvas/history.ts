/** Undo and redo as a list of values. Edits of one kind in a row (typing in one field, dragging) become one step. */
export interface History<T> {
    past: T[];
    present: T;
    future: T[];
    /** What the last change was about; the next one about the same thing is merged into it. */
    topic: string | null;
}

const limit = 200;

export function beginHistory<T>(present: T): History<T> {
    return { past: [], present, future: [], topic: null };
}

export function record<T>(history: History<T>, next: T, topic: string | null = null): History<T> {
    if (next === history.present) return history;
    if (topic !== null && topic === history.topic) return { ...history, present: next, future: [] };
    return { past: [...history.past, history.present].slice(-limit), present: next, future: [], topic };
}

export function undo<T>(history: History<T>): History<T> {
    if (history.past.length === 0) return history;
    const present = history.past[history.past.length - 1] as T;
    return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], topic: null };
}

export function redo<T>(history: History<T>): History<T> {
    if (history.future.length === 0) return history;
    return { past: [...history.past, history.present], present: history.future[0] as T, future: history.future.slice(1), topic: null };
}

/** Ends a merged series, so that the next change is a step of its own. */
export function settle<T>(history: History<T>): History<T> {
    return history.topic === null ? history : { ...history, topic: null };
}
