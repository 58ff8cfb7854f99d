import type { Scenario } from "../api/types";
import type { Sorting } from "../ui/Table";

type Key = "name" | "owner" | "centicredits" | "executions" | "errors" | "nextExec" | "lastEdit";

/** The list in the reader's order; what has no next run comes last either way. Ties keep the order of names. */
export function ordered(list: Scenario[], sorting: Sorting): Scenario[] {
    const key = sorting.by as Key;
    const sign = sorting.descending ? -1 : 1;
    const byName = (one: Scenario, other: Scenario) => one.name.localeCompare(other.name, undefined, { numeric: true });
    return [...list].sort((one, other) => {
        if (key === "name") return sign * byName(one, other);
        const value = (scenario: Scenario) => (key === "owner" ? (scenario.createdByUser?.name ?? null) : scenario[key]);
        const [a, b] = [value(one), value(other)];
        if (a === null || b === null) return a === b ? byName(one, other) : a === null ? 1 : -1;
        const difference =
            typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
        return sign * difference || byName(one, other);
    });
}

export function named(list: Scenario[], text: string): Scenario[] {
    const typed = text.trim().toLocaleLowerCase();
    return typed === "" ? list : list.filter((scenario) => scenario.name.toLocaleLowerCase().includes(typed));
}
