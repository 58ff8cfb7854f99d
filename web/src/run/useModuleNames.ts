import { useMemo } from "react";
import { useCatalog } from "../canvas/useCatalog";
import { moduleNames } from "./modules";

/** By module id, in the library's words as soon as it is read. */
export function useModuleNames(blueprint: unknown): Map<number, string> {
    const catalog = useCatalog();
    return useMemo(() => moduleNames(blueprint, catalog), [blueprint, catalog]);
}
