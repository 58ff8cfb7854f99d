import { useAnswer, type Answer } from "../api";
import { useSession } from "../session";

interface TeamThings<One> {
    /** The chosen team, or all of them. */
    teams: { id: number; name: string }[];
    answer: Answer<One[]>;
}

/** What the teams that are looked at have of one kind. */
export function useTeamThings<One>(what: string, read: (teamId: number, signal: AbortSignal) => Promise<One[]>): TeamThings<One> {
    const { teams: all, team } = useSession();
    const teams = team ? [team] : all;
    const answer = useAnswer(teams.length === 0 ? null : `${what} of ${teams.map((one) => one.id).join(" ")}`, async (signal) => {
        const lists = await Promise.all(teams.map((one) => read(one.id, signal)));
        return lists.flat();
    });
    return { teams, answer };
}
