import { scenarios as calls, type Scenario } from "../api";
import { parseKeepingNumbers } from "../canvas/numbers";
import { freeName } from "../scenarios/names";

/** Another scenario with the same blueprint and schedule, off, in the same team; gives its id. */
export async function duplicate(scenario: Scenario): Promise<number> {
    const [text, list] = await Promise.all([calls.exportText(scenario.id), calls.list({ teamId: scenario.teamId, limit: 1000 })]);
    const name = freeName(
        `${scenario.name} (copy)`,
        list.scenarios.map((one) => one.name),
    );
    const made = await calls.make({
        blueprint: JSON.stringify({ ...(parseKeepingNumbers(text) as object), name }),
        teamId: scenario.teamId,
        scheduling: JSON.stringify(scenario.scheduling),
    });
    return made.scenario.id;
}
