import type { Operation } from "../api/types";

/** "2.1": which bundle of which iteration, counted from one as people do. */
export function bundleNumber(path: readonly number[]): string {
    return path.map((part) => part + 1).join(".");
}

export interface BundleCounts {
    input: number;
    output: number;
}

/** How many bundles each module was given and gave. */
export function bundleCounts(operations: readonly Pick<Operation, "moduleId" | "input" | "output">[]): Map<number, BundleCounts> {
    const counts = new Map<number, BundleCounts>();
    for (const { moduleId, input, output } of operations) {
        const before = counts.get(moduleId) ?? { input: 0, output: 0 };
        const given = input === null || input === undefined ? 0 : 1;
        counts.set(moduleId, { input: before.input + given, output: before.output + output.length });
    }
    return counts;
}

/** The operation that says most of what went wrong: where a run ended, or the first that was handled; nothing where all went well. */
export function tellingOf<One extends Pick<Operation, "status" | "error">>(operations: readonly One[], state: string): One | undefined {
    const wrong = operations.filter((one) => one.status > 1 || one.error !== null);
    if (wrong.length === 0) return undefined;
    if (state === "success" || state === "warning") return wrong[0];
    return [...wrong].reverse().find((one) => one.status === 3) ?? wrong[wrong.length - 1];
}
