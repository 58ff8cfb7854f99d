import { useEffect, useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from "react";

export { match } from "./match";

export interface Place {
    path: string;
    search: string;
    hash: string;
}

const listeners = new Set<() => void>();
const guards = new Set<() => boolean>();
let place: Place = read();

function read(): Place {
    return { path: location.pathname, search: location.search, hash: location.hash };
}

function moved() {
    place = read();
    for (const listener of listeners) listener();
}

addEventListener("popstate", moved);

/** Goes to an address of this program. `replace` for what Back should not return to, such as a filter that is being typed. */
export function navigate(to: string, options: { replace?: boolean } = {}) {
    const target = new URL(to, location.href);
    if (target.pathname !== location.pathname && [...guards].some((allows) => !allows())) return;
    const samePath = target.pathname === location.pathname;
    if (options.replace) history.replaceState(null, "", target);
    else history.pushState(null, "", target);
    moved();
    if (!samePath) scrollTo(0, 0);
}

export function usePlace(): Place {
    return useSyncExternalStore(
        (listener) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        () => place,
    );
}

/** Asks before a page with unsaved work is left. */
export function useLeaveGuard(unsaved: boolean, question: string) {
    useEffect(() => {
        if (!unsaved) return;
        const allows = () => confirm(question);
        const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault();
        guards.add(allows);
        addEventListener("beforeunload", beforeUnload);
        return () => {
            guards.delete(allows);
            removeEventListener("beforeunload", beforeUnload);
        };
    }, [unsaved, question]);
}

export function Link({ to, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { to: string }) {
    const follow = (event: MouseEvent<HTMLAnchorElement>) => {
        onClick?.(event);
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(to);
    };
    return <a {...rest} href={to} onClick={follow} />;
}
