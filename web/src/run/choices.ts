import type { RunState } from "../api/types";

interface Choice {
    id: string;
    label: string;
    states: RunState[];
}

/** What people look for. A run that somebody stopped is no error, though older clients count it as one. */
export const choices: Choice[] = [
    { id: "success", label: "Success", states: ["success"] },
    { id: "warning", label: "Warning", states: ["warning"] },
    { id: "error", label: "Error", states: ["error", "cannotResume"] },
    { id: "stopped", label: "Stopped", states: ["stopped"] },
    { id: "out", label: "Out of credits, budget or transfer", states: ["outOfCredits", "outOfBudget", "outOfTransfer"] },
    { id: "running", label: "Running", states: ["running"] },
    { id: "sleeping", label: "Sleeping", states: ["sleeping"] },
];

/** Links of before say 1, 2 and 3. */
const older: Record<string, string> = { "1": "success", "2": "warning", "3": "error" };

export function statusChoice(status: string): string {
    return older[status] ?? status;
}

/** The states behind a choice; nothing for one that isn't known. */
export function statesOf(choice: string): RunState[] | undefined {
    return choices.find((one) => one.id === choice)?.states;
}
