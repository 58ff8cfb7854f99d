import { useEffect, useState } from "react";
import { building, type ExpressionCheck } from "../../api";

const known = new Map<string, ExpressionCheck>();
const pause = 350;

/** Asks the server whether a text's expressions can be read, when typing pauses. `null`: nothing to say. */
export function useExpressionCheck(text: string): { offset: number; message: string } | null {
    const [, setRound] = useState(0);
    const relevant = text.includes("{{");
    useEffect(() => {
        if (!relevant || known.has(text)) return;
        const abort = new AbortController();
        const timer = setTimeout(() => {
            building.check(text, abort.signal).then(
                (answer) => {
                    if (known.size > 500) known.clear();
                    known.set(text, answer);
                    setRound((round) => round + 1);
                },
                // Not being able to ask is no mistake of the text.
                () => undefined,
            );
        }, pause);
        return () => {
            clearTimeout(timer);
            abort.abort();
        };
    }, [text, relevant]);
    const answer = relevant ? known.get(text) : undefined;
    return answer && !answer.ok ? answer : null;
}
