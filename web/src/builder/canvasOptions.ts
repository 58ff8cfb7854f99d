/** How the canvas is shown; remembered in the browser. */
export interface CanvasOptions {
    /** Bubbles show credits; otherwise operations. */
    credits: boolean;
    outline: boolean;
}

const key = "builder.canvasOptions";
const asShipped: CanvasOptions = { credits: true, outline: false };

export function readCanvasOptions(): CanvasOptions {
    try {
        const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<CanvasOptions> | null;
        return { credits: kept?.credits !== false, outline: kept?.outline === true };
    } catch {
        return asShipped;
    }
}

export function keepCanvasOptions(options: CanvasOptions) {
    try {
        localStorage.setItem(key, JSON.stringify(options));
    } catch {
        // A browser may forbid storage; then the choice lasts for the visit.
    }
}
