import type { ReactNode } from "react";

/** Names at the left, what they are at the right, a line between. */
export function Facts({ children, testId }: { children: ReactNode; testId?: string }) {
    return (
        <dl className="fact-list" data-testid={testId}>
            {children}
        </dl>
    );
}

export function Fact({ name, children, testId }: { name: string; children: ReactNode; testId?: string }) {
    return (
        <div>
            <dt>{name}</dt>
            <dd className="tabular" data-testid={testId}>
                {children}
            </dd>
        </div>
    );
}
