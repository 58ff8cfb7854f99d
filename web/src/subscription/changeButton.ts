import type { PlanPreview } from "../api/creditTypes";
import { calendarDay, dayOf, price } from "../format";

/** What the button does, with its price or its day. */
export function changeButton(preview: PlanPreview | undefined, zone: string, locale?: string): string {
    if (!preview) return "Change plan";
    if (preview.change === "same") return "This is your plan";
    const day = calendarDay(dayOf(new Date(preview.effectiveAt), zone), locale);
    if (preview.effective === "reset") return `Change to ${preview.to.name} on ${day}`;
    const cost = preview.price === null ? "" : ` for ${price(preview.price, preview.currency, locale)}`;
    return `Change to ${preview.to.name} now${cost}`;
}
