import { useRef, type RefObject } from "react";
import { flushSync } from "react-dom";
import type { Answer } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { useBuilding } from "../building";

/**
 * What happens once something was made beside a list: it stands in the list at once, is chosen, and the list has the focus. The server answers
 * when it likes, so this looks at the values as they are then: what was typed meanwhile stays.
 */
export function useMade<One extends { id: number }>(answer: Answer<One[]>, onChange: (value: Json | undefined) => void, close: () => void) {
    const { onMade } = useBuilding();
    const latest = useRef({ data: answer.data, onChange });
    latest.current = { data: answer.data, onChange };
    const list: RefObject<HTMLSelectElement> = useRef(null);
    const made = (one: One) => {
        const { data, onChange: choose } = latest.current;
        // Not until the dialog is gone does the list take the focus.
        flushSync(() => {
            if (data) answer.set([...data, one]);
            choose(one.id);
            close();
        });
        list.current?.focus();
        answer.reload();
        onMade?.();
    };
    return { list, made };
}
