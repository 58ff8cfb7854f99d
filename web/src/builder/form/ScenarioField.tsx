import type { ReactNode } from "react";
import { scenarios, useAnswer, type Field } from "../../api";
import type { Json } from "../../canvas/blueprint";
import { useWords } from "../../words";
import { useBuilding } from "../building";
import { Picker } from "./Picker";

interface ScenarioFieldProps {
    field: Field;
    value: Json | undefined;
    toggle?: ReactNode;
    former?: string | undefined;
    onChange: (value: Json | undefined) => void;
}

/** Another one of the team, to be called. */
export function ScenarioField({ field, value, toggle, former, onChange }: ScenarioFieldProps) {
    const { teamId, scenarioId } = useBuilding();
    const words = useWords();
    const answer = useAnswer(`callable ${teamId}`, (signal) => scenarios.list({ teamId, limit: 1000 }, signal));
    return (
        <Picker
            field={field}
            value={value}
            toggle={toggle}
            former={former}
            what={words.scenario}
            answer={answer}
            choices={(answer.data?.scenarios ?? []).map((one) => ({
                id: one.id,
                name: one.name,
                ...(one.id === scenarioId ? { note: "this one" } : {}),
            }))}
            onChange={onChange}
        />
    );
}
