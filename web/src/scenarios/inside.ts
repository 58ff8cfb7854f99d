import type { NamedIn } from "../api/connectionTypes";

/** What scenarios are searched for: all that is given must be met by one module. */
export interface Inside {
    text: string;
    module: string;
    connection: string;
}

/** The address's part that says it. */
export function insideOf(query: URLSearchParams): Inside {
    return { text: query.get("inside") ?? "", module: query.get("module") ?? "", connection: query.get("connection") ?? "" };
}

/** Nothing to look for yet; a single letter finds everything. */
export function isBlank(inside: Inside): boolean {
    return inside.text.trim().length < 2 && inside.module.trim() === "" && inside.connection === "";
}

/** Those of a team, and the modules that hold it; a scenario may be found by its name alone. */
export function ofTeam(found: NamedIn[], teamId: number | undefined): NamedIn[] {
    return teamId === undefined ? found : found.filter((one) => one.teamId === undefined || one.teamId === teamId);
}
