import { ApiError, request } from "./request";
import type { Scheduling } from "./types";

export type ScheduleCheck = { ok: true; text: string; next: string[] } | { ok: false; field: string; message: string };

/** A time that was due, and what became of it. */
export interface Served {
    due: string;
    at: string;
    runId: string | null;
    late: boolean;
    missed: number;
}

export interface KeptSchedule {
    text: string;
    nextExec: string | null;
    next: string[];
    served: Served[];
}

/** Servers of before schedules answer 404: null then, so that a page can leave it out. */
async function ifServed<T>(answer: Promise<T>): Promise<T | null> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof ApiError && (error.status === 404 || error.status === 405)) return null;
        throw error;
    }
}

export const schedules = {
    read: (scenarioId: number, signal?: AbortSignal) =>
        ifServed(
            request<{ schedule: KeptSchedule }>(`/flowmeter/scenarios/${scenarioId}/schedule`, signal ? { signal } : {}).then(
                (answer) => answer.schedule,
            ),
        ),
    check: (organizationId: number, scheduling: Scheduling, signal?: AbortSignal) =>
        ifServed(
            request<ScheduleCheck>(`/flowmeter/organizations/${organizationId}/schedule/check`, {
                method: "POST",
                body: { scheduling },
                ...(signal ? { signal } : {}),
            }),
        ),
};
