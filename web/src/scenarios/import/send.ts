import { ApiError, scenarios, type BlueprintWarning, type Scenario } from "../../api";
import { faults, refusal, type Fault } from "../faults";
import type { ImportFile } from "./files";
import { leftToChoose, nameOf, rewritten, type Choice, type Reference } from "./references";

export type Outcome =
    | { is: "done"; file: string; scenario: Scenario; warnings: BlueprintWarning[]; blueprint: unknown; left: string[] }
    | { is: "refused"; file: string; faults: Fault[] };

/** One file becomes one scenario. Where it names nothing from elsewhere its text is sent as it stands. */
export async function send(
    file: ImportFile,
    position: number,
    teamId: number | undefined,
    references: readonly Reference[] = [],
    chosen: ReadonlyMap<string, Choice> = new Map(),
): Promise<Outcome> {
    const refused = refusal(file.text) ?? (teamId === undefined ? "There is no team to import into." : null);
    if (refused !== null || teamId === undefined) return { is: "refused", file: file.name, faults: [{ where: "", message: refused ?? "" }] };
    const changed = file.blueprint === null ? null : rewritten(file.blueprint, position, references, chosen);
    const blueprint = changed === null || changed === file.blueprint ? file.text : JSON.stringify(changed);
    try {
        const { scenario, warnings } = await scenarios.make({ blueprint, teamId, scheduling: JSON.stringify({ type: "on-demand" }) });
        const left = eachOnce(leftToChoose(position, references, chosen).map(nameOf));
        return { is: "done", file: file.name, scenario, warnings: warnings ?? [], blueprint: file.blueprint, left };
    } catch (error) {
        const failure = error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error));
        return { is: "refused", file: file.name, faults: faults(failure) };
    }
}

/** Several that are called the same are told as one, with their number. */
function eachOnce(names: readonly string[]): string[] {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].map(([name, count]) => (count > 1 ? `${name} × ${count}` : name));
}
