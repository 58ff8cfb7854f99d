import { scenarios, useAnswer, type BudgetScope } from "../api";
import { useSession } from "../session";
import { SelectField } from "../ui";
import { useWords } from "../words";

export interface Target {
    scope: BudgetScope;
    teamId?: number;
    scenarioId?: number;
}

const most = 1000;

/** Whose it is, is chosen; runs need no choice. */
export function isComplete({ scope, teamId, scenarioId }: Target): boolean {
    return scope === "run" || (scope === "team" ? teamId : scenarioId) !== undefined;
}

interface ScopeFieldsProps {
    target: Target;
    error: string | undefined;
    onChange: (target: Target) => void;
}

/** Which team, or which scenario; for runs, all of them or those of one. */
export function ScopeFields({ target, error, onChange }: ScopeFieldsProps) {
    const { organization, teams } = useSession();
    const words = useWords();
    const answer = useAnswer(target.scope === "team" ? null : `scenarios of ${organization.id}`, (signal) =>
        scenarios.list({ organizationId: organization.id, limit: most }, signal),
    );
    if (target.scope === "team") {
        return (
            <SelectField
                label="Team"
                value={target.teamId ?? ""}
                help={error}
                onChange={(event) => onChange(chosen("team", "teamId", event.target.value))}
            >
                <option value="">Choose a team</option>
                {teams.map((team) => (
                    <option key={team.id} value={team.id}>
                        {team.name}
                    </option>
                ))}
            </SelectField>
        );
    }
    return (
        <SelectField
            label={words.Scenario}
            value={target.scenarioId ?? ""}
            help={error}
            onChange={(event) => onChange(chosen(target.scope, "scenarioId", event.target.value))}
        >
            <option value="">{target.scope === "run" ? `Any ${words.scenario}` : `Choose ${words.aScenario}`}</option>
            {(answer.data?.scenarios ?? []).map((scenario) => (
                <option key={scenario.id} value={scenario.id}>
                    {scenario.name}
                </option>
            ))}
        </SelectField>
    );
}

function chosen(scope: BudgetScope, field: "teamId" | "scenarioId", value: string): Target {
    return value === "" ? { scope } : { scope, [field]: Number(value) };
}
