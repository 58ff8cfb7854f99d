import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, control, runs, scenarios, useLive, type Operation } from "../../api";
import type { Blueprint } from "../../canvas/blueprint";
import { bundleCounts } from "../../run/bundles";
import { begun, ended, fromEvent, fromRun, newer, withBundles, type Progress } from "./progress";

export interface RunRequest {
    input?: Record<string, unknown>;
    moduleId?: number;
    bundle?: Record<string, unknown>;
    standIns?: boolean;
}

export interface RunView {
    progress: Progress | null;
    /** The blueprint that ran, for telling what was changed since. */
    ran: Blueprint | null;
    starting: boolean;
    start: (request: RunRequest, blueprint: Blueprint) => Promise<string | null>;
    stop: () => Promise<void>;
    dismiss: () => void;
    samples: ReadonlyMap<number, unknown>;
    /** The run whose bundles the samples are: this one, or the one before the builder was opened. */
    sampleRun: string | null;
}

const pollEvery = 1200;

/** A run that was started here: live from the event stream, checked by asking now and then, and read whole at its end. */
export function useRun(scenarioId: number, organizationId: number): RunView {
    const [progress, setProgress] = useState<Progress | null>(null);
    const [ran, setRan] = useState<Blueprint | null>(null);
    const [starting, setStarting] = useState(false);
    const [samples, setSamples] = useState<ReadonlyMap<number, unknown>>(new Map());
    const [sampleRun, setSampleRun] = useState<string | null>(null);
    const live = useLive(organizationId);
    const runId = progress?.runId ?? null;
    const going = progress !== null && !ended(progress.state);
    const event = runId === null ? undefined : live.runs.get(runId);

    const readSamples = useCallback(
        async (id: string) => {
            const page = await runs.operations(scenarioId, id, { limit: 200 });
            const found = samplesOf(page.operations);
            setSamples((before) => new Map([...before, ...found]));
            setSampleRun(id);
            if (page.operations.length >= page.total.count && page.operations.some((one) => one.output.length > 0))
                setProgress((before) => withBundles(before, id, bundleCounts(page.operations)));
        },
        [scenarioId],
    );

    useEffect(() => {
        if (event) setProgress((before) => newer(before, fromEvent(event)));
    }, [event]);

    // Whether or not events come, the run is read: while it goes as a net, at its end for its errors and tokens.
    const whole = useRef<string | null>(null);
    useEffect(() => {
        if (runId === null || (!going && whole.current === runId)) return;
        let current = true;
        const read = async () => {
            try {
                const run = await runs.read(scenarioId, runId);
                if (!current) return;
                setProgress((before) => newer(before?.runId === runId && !ended(before.state) ? before : null, fromRun(run)));
                if (ended(run.state)) {
                    whole.current = runId;
                    await readSamples(runId);
                }
            } catch (error) {
                if (!(error instanceof ApiError)) throw error;
            }
        };
        const timer = going ? setInterval(() => void read(), pollEvery) : undefined;
        if (!going) void read();
        return () => {
            current = false;
            clearInterval(timer);
        };
    }, [runId, going, scenarioId, readSamples]);

    // Values of the run before this visit, for mapping.
    useEffect(() => {
        let current = true;
        scenarios.logs(scenarioId, { limit: 1 }).then(
            ([last]) => current && last && void readSamples(last.id || last.imtId).catch(() => undefined),
            () => undefined,
        );
        return () => {
            current = false;
        };
    }, [scenarioId, readSamples]);

    const start = useCallback(
        async (request: RunRequest, blueprint: Blueprint) => {
            setStarting(true);
            try {
                const { runId: id } = await scenarios.runOnce(scenarioId, request);
                setRan(blueprint);
                setProgress(begun(id));
                return id;
            } finally {
                setStarting(false);
            }
        },
        [scenarioId],
    );
    const stop = useCallback(async () => {
        if (runId === null) return;
        try {
            await control.stop(scenarioId, runId);
        } catch (error) {
            // It has ended meanwhile: what was wanted is so.
            if (!(error instanceof ApiError && error.status === 404)) throw error;
        }
    }, [scenarioId, runId]);
    const dismiss = useCallback(() => setProgress(null), []);
    return { progress, ran, starting, start, stop, dismiss, samples, sampleRun };
}

/** The first bundle that each module gave. */
function samplesOf(operations: readonly Operation[]): Map<number, unknown> {
    const samples = new Map<number, unknown>();
    for (const operation of operations) {
        const [first] = operation.output;
        if (first !== undefined && !samples.has(operation.moduleId)) samples.set(operation.moduleId, first);
    }
    return samples;
}
