/** How far a pointer goes, in pixels, before it is a move and not an unsteady click. */
const threshold = 4;

/** Follows the pointer until it is let go; `done` hears whether it has moved. */
export function follow(
    down: { clientX: number; clientY: number },
    moved: (dx: number, dy: number, event: PointerEvent) => void,
    done: (hasMoved: boolean, event: PointerEvent) => void,
) {
    let far = false;
    const move = (event: PointerEvent) => {
        const dx = event.clientX - down.clientX;
        const dy = event.clientY - down.clientY;
        far ||= Math.hypot(dx, dy) >= threshold;
        if (far) moved(dx, dy, event);
    };
    const up = (event: PointerEvent) => {
        removeEventListener("pointermove", move);
        removeEventListener("pointerup", up);
        removeEventListener("pointercancel", up);
        done(far && event.type === "pointerup", event);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", up);
}
