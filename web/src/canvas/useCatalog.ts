import { useEffect, useState } from "react";
import { building } from "../api";
import type { Catalog } from "./look";
import { catalogOf } from "./look";

const none: Catalog = new Map();
let asked: Promise<Catalog> | null = null;
let read: Catalog | null = null;

/** The module library once it is read; empty if it can't be. For what must not be decided before. */
export function wholeCatalog(): Promise<Catalog> {
    if (read) return Promise.resolve(read);
    asked ??= building.modules().then(catalogOf);
    return asked.catch(() => none);
}

/** The module library, read once for all canvases of a visit. Until it is there, modules are shown by their own names. */
export function useCatalog(): Catalog {
    const [catalog, setCatalog] = useState(read ?? none);
    useEffect(() => {
        if (read) return;
        let current = true;
        asked ??= building.modules().then(catalogOf);
        asked.then(
            (answer) => {
                read = answer;
                if (current) setCatalog(answer);
            },
            // What failed is asked for again by the next canvas; the canvas itself works without.
            () => (asked = null),
        );
        return () => {
            current = false;
        };
    }, []);
    return catalog;
}
