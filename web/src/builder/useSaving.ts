import { useCallback, useRef, useState } from "react";
import { ApiError, scenarios, type Scenario } from "../api";
import type { Blueprint } from "../canvas/blueprint";

export interface Saving {
    saved: Blueprint;
    version: number;
    /** As the last save left it. */
    scenario: Scenario | null;
    busy: boolean;
    /** Someone else saved meanwhile; nothing of theirs or ours is lost yet. */
    conflict: boolean;
    problem: ApiError | null;
    warnings: { path: string; message: string }[];
    /** Saves a blueprint; true when it is on the server. */
    save: (blueprint: Blueprint) => Promise<boolean>;
    /** Saves over what the other has saved. */
    keepOurs: (blueprint: Blueprint) => Promise<boolean>;
    dismiss: () => void;
}

/** Saving with the version that the edit was based on, so that nobody's work is overwritten unseen. */
export function useSaving(scenarioId: number, first: Blueprint, firstVersion: number): Saving {
    const [saved, setSaved] = useState(first);
    const [version, setVersion] = useState(firstVersion);
    const [scenario, setScenario] = useState<Scenario | null>(null);
    const [busy, setBusy] = useState(false);
    const [conflict, setConflict] = useState(false);
    const [problem, setProblem] = useState<ApiError | null>(null);
    const [warnings, setWarnings] = useState<Saving["warnings"]>([]);
    // Two saves at once would be based on one version, and the second would take the first for someone else's.
    const last = useRef({ saved: first, version: firstVersion, ends: Promise.resolve(true) });

    const send = useCallback(
        async (blueprint: Blueprint, basedOnVersion: number) => {
            setBusy(true);
            setProblem(null);
            try {
                const name = typeof blueprint.name === "string" && blueprint.name.trim() !== "" ? { name: blueprint.name } : {};
                const answer = await scenarios.change(scenarioId, { ...name, blueprint: JSON.stringify(blueprint), basedOnVersion });
                last.current = { ...last.current, saved: blueprint, version: answer.scenario.version };
                setSaved(blueprint);
                setVersion(answer.scenario.version);
                setScenario(answer.scenario);
                setWarnings(answer.warnings ?? []);
                setConflict(false);
                return true;
            } catch (error) {
                if (error instanceof ApiError && error.outdated) setConflict(true);
                else setProblem(asApiError(error));
                return false;
            } finally {
                setBusy(false);
            }
        },
        [scenarioId],
    );
    const save = useCallback(
        (blueprint: Blueprint) => {
            const ends = last.current.ends.then(() => (last.current.saved === blueprint ? true : send(blueprint, last.current.version)));
            last.current = { ...last.current, ends };
            return ends;
        },
        [send],
    );
    const keepOurs = useCallback(
        async (blueprint: Blueprint) => {
            try {
                const current = await scenarios.read(scenarioId);
                return await send(blueprint, current.version);
            } catch (error) {
                setProblem(asApiError(error));
                return false;
            }
        },
        [scenarioId, send],
    );
    const dismiss = useCallback(() => {
        setConflict(false);
        setProblem(null);
        setWarnings([]);
    }, []);
    return { saved, version, scenario, busy, conflict, problem, warnings, save, keepOurs, dismiss };
}

function asApiError(error: unknown): ApiError {
    return error instanceof ApiError ? error : new ApiError(0, "unexpected", String(error));
}
