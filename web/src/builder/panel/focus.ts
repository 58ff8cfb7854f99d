import type { Point } from "../../canvas/geometry";

/** Where typing goes on when a panel opens. */
export function focusFirstField(root: HTMLElement | null) {
    const body = root?.querySelector(".panel-body");
    const field = body?.querySelector<HTMLElement>("textarea, input, select") ?? body?.querySelector<HTMLElement>("button");
    (field ?? root?.querySelector<HTMLElement>(".panel-name"))?.focus();
}

/** Where a card's menu opens without a pointer. */
export function atCard(root: HTMLElement | null, id: number): Point {
    const box = root?.querySelector(`[data-step="${id}"]`)?.getBoundingClientRect();
    return box ? { x: box.left + 20, y: box.bottom - 8 } : { x: 100, y: 100 };
}
