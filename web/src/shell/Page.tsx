import { useEffect, useRef, type ReactNode } from "react";
import { Link, usePlace } from "../router";
import { useTitle } from "../words";

interface PageProps {
    title: string;
    /** What stands on the page instead of the plain title. */
    heading?: ReactNode;
    crumbs?: { label: string; to: string }[];
    actions?: ReactNode;
    children: ReactNode;
}

let seenFirst = false;

/** A place: breadcrumb, title, its actions, and then what it shows. */
export function Page({ title, heading, crumbs = [], actions, children }: PageProps) {
    useTitle(title);
    const { path } = usePlace();
    const element = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        // After a change of place the focus goes to its title; on the first load it stays with the browser.
        if (seenFirst) element.current?.focus({ preventScroll: true });
        seenFirst = true;
    }, [path]);
    return (
        <>
            <header className="page-header">
                {crumbs.length > 0 && (
                    <nav aria-label="Breadcrumb" className="crumbs">
                        {crumbs.map((crumb, position) => (
                            <span key={crumb.to}>
                                {position > 0 && <span aria-hidden="true"> / </span>}
                                <Link to={crumb.to}>{crumb.label}</Link>
                            </span>
                        ))}
                    </nav>
                )}
                <div className="page-title">
                    <h1 ref={element} tabIndex={-1}>
                        {heading ?? title}
                    </h1>
                    {actions && <div className="row row-end">{actions}</div>}
                </div>
            </header>
            <div className="page-body">{children}</div>
        </>
    );
}
