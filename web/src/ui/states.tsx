import { useEffect, useState, type ReactNode } from "react";
import cloudOff from "lucide/cloud-off.svg";
import searchX from "lucide/search-x.svg";
import refresh from "lucide/refresh-cw.svg";
import type { Answer } from "../api/useAnswer";
import { ApiError } from "../api/request";
import { Button } from "./Button";
import { Icon } from "./Icon";

/** Draws nothing for 150 ms: what comes sooner should not flicker. */
export function Skeleton({ children, label = "Loading" }: { children?: ReactNode; label?: string }) {
    const [late, setLate] = useState(false);
    useEffect(() => {
        const timer = setTimeout(() => setLate(true), 150);
        return () => clearTimeout(timer);
    }, []);
    return (
        <div role="status" aria-label={label} className="skeleton" data-shown={late || undefined}>
            {late && (children ?? <SkeletonBlocks />)}
        </div>
    );
}

/** The usual layout: figures, a chart, a table. */
export function SkeletonBlocks({ figures = 4, chart = true }: { figures?: number; chart?: boolean }) {
    return (
        <>
            {figures > 0 && (
                <div className="figures">
                    {Array.from({ length: figures }, (_, position) => (
                        <div key={position} className="bone bone-figure" />
                    ))}
                </div>
            )}
            {chart && <div className="bone bone-chart" />}
            {Array.from({ length: 5 }, (_, position) => (
                <div key={position} className="bone bone-row" />
            ))}
        </>
    );
}

/** A sentence about what will stand here, and the first step. */
export function EmptyState({ icon, title, children, action }: { icon?: string; title: string; children?: ReactNode; action?: ReactNode }) {
    return (
        <div className="state">
            {icon && <Icon svg={icon} size={28} className="state-icon" />}
            <h2>{title}</h2>
            {children && <div className="state-text">{children}</div>}
            {action && <div className="row state-action">{action}</div>}
        </div>
    );
}

/** What happened, what is safe, what to do. */
export function ErrorState({ error, onRetry, what = "This page" }: { error: ApiError; onRetry?: () => void; what?: string }) {
    const missing = error.status === 404;
    const title = missing
        ? `${what} doesn't exist, or isn't yours to see`
        : error.status === 403
          ? "Your role doesn't allow this"
          : `${what} could not be read`;
    return (
        <div className="state" role="alert">
            <Icon svg={missing ? searchX : cloudOff} size={28} className="state-icon" />
            <h2>{title}</h2>
            <div className="state-text">
                <p>{error.message}</p>
                {!missing && <p className="note">Nothing was changed. {error.code !== "unreachable" && `Code ${error.code}.`}</p>}
            </div>
            {onRetry && !missing && (
                <div className="row state-action">
                    <Button icon={refresh} onClick={onRetry}>
                        Try again
                    </Button>
                </div>
            )}
        </div>
    );
}

/** Skeleton, error or the thing itself. */
export function Shown<T>({
    answer,
    what,
    skeleton,
    children,
}: {
    answer: Answer<T>;
    what?: string;
    skeleton?: ReactNode;
    children: (data: T) => ReactNode;
}) {
    if (answer.data !== undefined) return <>{children(answer.data)}</>;
    if (answer.error) return <ErrorState error={answer.error} onRetry={answer.reload} {...(what ? { what } : {})} />;
    return <Skeleton>{skeleton}</Skeleton>;
}
