import type { ReactNode } from "react";
import x from "lucide/x.svg";
import { IconButton } from "./Button";

/** What can be done with the rows that are chosen; it stays in sight while one scrolls. */
export function SelectionBar({ text, onClear, children }: { text: string; onClear: () => void; children: ReactNode }) {
    return (
        <div className="selection-bar" role="region" aria-label="Chosen rows">
            <span role="status">{text}</span>
            <span className="row row-end">
                {children}
                <IconButton icon={x} label="Choose none" small onClick={onClear} />
            </span>
        </div>
    );
}
