import type { ReactNode } from "react";

interface FigureProps {
    label: string;
    value: ReactNode;
    /** The period and the parts of the figure. */
    children?: ReactNode;
    tone?: "plain" | "warn" | "bad";
    testId?: string;
}

/** One figure with its name above and its period or parts below. */
export function Figure({ label, value, children, tone = "plain", testId }: FigureProps) {
    return (
        <div className={`card figure figure-${tone}`} role="group" aria-label={label} data-testid={testId}>
            <div className="figure-label">{label}</div>
            <div className="figure-value tabular">{value}</div>
            {children && <div className="figure-parts">{children}</div>}
        </div>
    );
}
