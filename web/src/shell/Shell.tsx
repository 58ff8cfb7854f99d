import { useCallback, useEffect, useState } from "react";
import { ApiError, organizations as calls, session as sessionCalls, type Organization, type Team, type User } from "../api";
import { match, navigate, usePlace } from "../router";
import { SessionProvider, type Session } from "../session";
import { ErrorState, OrganizationZone, Skeleton } from "../ui";
import { Palette } from "./Palette";
import { Places } from "./Places";
import { Sidebar } from "./Sidebar";

interface ShellProps {
    user: User;
    onUserChanged: (user: User) => void;
    onSignOut: () => void;
}

/** What stays while places change: sidebar, command palette, and whose figures are shown. */
export function Shell({ user, onUserChanged, onSignOut }: ShellProps) {
    const { path } = usePlace();
    const [list, setList] = useState<Organization[]>();
    const [teams, setTeams] = useState<Team[]>([]);
    const [teamId, setTeamId] = useState<number | null>(() => kept("team"));
    const [error, setError] = useState<ApiError>();
    const [sheet, setSheet] = useState(false);
    const [palette, setPalette] = useState(false);

    const read = useCallback(() => {
        calls.list().then(setList, setError);
    }, []);
    useEffect(read, [read]);
    useEffect(() => setSheet(false), [path]);
    useEffect(() => {
        const open = (event: KeyboardEvent) => {
            if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
                event.preventDefault();
                setPalette((shown) => !shown);
            }
        };
        addEventListener("keydown", open);
        return () => removeEventListener("keydown", open);
    }, []);

    const organization = list && chosenOrganization(list, path);
    useEffect(() => {
        if (!organization) return;
        localStorage.setItem("organization", String(organization.id));
        if (path === "/") navigate(`/org/${organization.id}/dashboard`, { replace: true });
        calls.teams(organization.id).then(setTeams, () => setTeams([]));
    }, [organization?.id, path === "/"]);

    if (error) return <ErrorState error={error} onRetry={() => location.reload()} what="Your organizations" />;
    if (!list) return <Skeleton />;
    if (!organization)
        return <ErrorState error={new ApiError(404, "SC404", "Ask its owner for an invitation.")} what="An organization of yours" />;

    const session: Session = {
        user,
        organizations: list,
        organization,
        teams,
        team: teams.find((team) => team.id === teamId) ?? null,
        chooseTeam: (id) => {
            setTeamId(id);
            if (id === null) localStorage.removeItem("team");
            else localStorage.setItem("team", String(id));
        },
        refresh: () => {
            read();
            sessionCalls.me().then(onUserChanged, () => {});
        },
    };
    const builder = match("/scenarios/:id/edit", path) !== null;
    return (
        <SessionProvider value={session}>
            <OrganizationZone.Provider value={organization.timezone}>
                <a
                    className="skip"
                    href="#main"
                    onClick={(event) => {
                        event.preventDefault();
                        document.getElementById("main")?.focus();
                    }}
                >
                    Skip to content
                </a>
                <div className={`shell ${builder ? "shell-builder" : ""}`}>
                    <Sidebar open={sheet} onOpen={setSheet} onSearch={() => setPalette(true)} onSignOut={onSignOut} />
                    <main id="main" tabIndex={-1} className={builder ? "place-whole" : "place"}>
                        <Places />
                    </main>
                </div>
                {palette && <Palette onClose={() => setPalette(false)} />}
            </OrganizationZone.Provider>
        </SessionProvider>
    );
}

/** The address names it; elsewhere it is the one seen last. */
function chosenOrganization(list: Organization[], path: string): Organization | undefined {
    const named = /^\/org\/(\d+)(\/|$)/.exec(path)?.[1];
    const id = named ? Number(named) : kept("organization");
    return list.find((organization) => organization.id === id) ?? list[0];
}

function kept(name: string): number | null {
    const value = localStorage.getItem(name);
    return value === null ? null : Number(value);
}
