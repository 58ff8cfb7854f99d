import { useState } from "react";
import plus from "lucide/plus.svg";
import { ApiError, scenarios } from "../api";
import { navigate } from "../router";
import { useSession } from "../session";
import { Button, Menu, toast } from "../ui";
import { useWords } from "../words";
import { emptyScenario } from "./empty";
import { freeName } from "./names";

/** An empty scenario and its builder at once; asks for the team only where there is a choice. */
export function NewScenario({ taken }: { taken: readonly string[] }) {
    const { team, teams } = useSession();
    const words = useWords();
    const [busy, setBusy] = useState(false);
    const make = async (teamId: number) => {
        setBusy(true);
        try {
            const { scenario } = await scenarios.make({
                blueprint: JSON.stringify(emptyScenario(freeName(`New ${words.scenario}`, taken))),
                teamId,
                scheduling: JSON.stringify({ type: "on-demand" }),
            });
            navigate(`/scenarios/${scenario.id}/edit`);
        } catch (error) {
            setBusy(false);
            toast(`No ${words.scenario} was made. ${error instanceof ApiError ? error.message : String(error)}`, { kind: "bad" });
        }
    };
    const only = team ?? (teams.length === 1 ? teams[0] : undefined);
    if (!only && teams.length > 1) {
        return (
            <Menu
                align="end"
                icon={plus}
                label={`New ${words.scenario}`}
                items={teams.map((one) => ({ id: String(one.id), label: `In ${one.name}`, onChoose: () => make(one.id) }))}
            />
        );
    }
    return (
        <Button icon={plus} busy={busy} disabled={!only} onClick={() => only && make(only.id)}>
            New {words.scenario}
        </Button>
    );
}
