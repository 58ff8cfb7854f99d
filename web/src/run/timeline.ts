/** Where an operation stands in its run, in shares of the run's time. */
export function span(
    operation: { startedAt: string; duration: number },
    run: { startedAt: string; duration: number },
): { from: number; length: number } {
    const whole = Math.max(run.duration, 1);
    const from = clamp((Date.parse(operation.startedAt) - Date.parse(run.startedAt)) / whole);
    // Even a moment must be seen.
    const length = Math.max(0.012, Math.min(operation.duration / whole, 1 - from));
    return { from: Math.min(from, 1 - length), length };
}

function clamp(share: number): number {
    return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
