import type { Scheduling } from "../api/types";
import { duration } from "../format";

/** When it runs by itself, in words. */
export function scheduleWords(scheduling: Scheduling): string {
    switch (scheduling.type) {
        case "immediately":
            return "as events come in";
        case "on-demand":
            return "on demand";
        case "indefinitely":
            return typeof scheduling.interval === "number" ? `every ${duration(scheduling.interval * 1000)}` : "at intervals";
        case "once":
            return "once";
        case "daily":
        case "weekly":
        case "monthly":
        case "yearly":
            return `${scheduling.type}${typeof scheduling["time"] === "string" ? ` at ${scheduling["time"]}` : ""}`;
        default:
            return String(scheduling.type);
    }
}
