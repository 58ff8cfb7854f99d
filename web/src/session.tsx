import { createContext, useContext } from "react";
import type { Organization, Role, Team, User } from "./api/types";

/** Who is signed in, and for which organization and team the pages speak. */
export interface Session {
    user: User;
    organizations: Organization[];
    organization: Organization;
    teams: Team[];
    /** Null: all teams of the organization. */
    team: Team | null;
    chooseTeam: (id: number | null) => void;
    /** Reads user, organizations and teams anew after one of them was changed. */
    refresh: () => void;
}

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
    const session = useContext(SessionContext);
    if (!session) throw new Error("a page inside the shell was drawn outside of it");
    return session;
}

export function roleIn(user: User, organizationId: number): Role | null {
    return user.roles.find((entry) => entry.organizationId === organizationId)?.role ?? null;
}

/** Whether to offer changes at all; the server decides in any case. */
export function mayChange(user: User, organizationId: number): boolean {
    const role = roleIn(user, organizationId);
    return user.operator || (role !== null && role !== "viewer" && role !== "accountant");
}

export function mayAdminister(user: User, organizationId: number): boolean {
    const role = roleIn(user, organizationId);
    return user.operator || role === "owner" || role === "admin";
}

/** Balance, statement and purchases are for those who pay, not for everyone who builds. */
export function maySeeCredits(user: User, organizationId: number): boolean {
    return mayAdminister(user, organizationId) || roleIn(user, organizationId) === "accountant";
}
