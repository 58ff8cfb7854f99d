import type { Forecast } from "../api/creditTypes";
import { bothDays, calendarDay, credits } from "../format";

/** The day on which credits run out, or that they last: the figure. */
export function outlookTitle(forecast: Forecast, locale?: string): string {
    switch (forecast.is) {
        case "noLimit":
            return "No limit";
        case "tooEarly":
            return "Too early to say";
        case "lasts":
            return "Lasts to the reset";
        case "ends":
            return forecast.day === null ? "Ends before the reset" : calendarDay(forecast.day, locale);
        case "gone":
            return "None left";
    }
}

/** What the figure rests on, and how sure it is. */
export function outlookNote(forecast: Forecast, locale?: string): string {
    const rate = `at ${credits(forecast.perDay, locale)} a day`;
    switch (forecast.is) {
        case "noLimit":
            return "Everything is counted, nothing is stopped";
        case "tooEarly":
            return "after seven days there is a forecast";
        case "lasts":
            return rate;
        case "ends":
            return `credits run out ${span(forecast, locale)}, ${rate}`;
        case "gone":
            return "runs pause until credits return";
    }
}

function span({ day, earliest, latest }: Forecast, locale?: string): string {
    if (earliest !== null && latest !== null && earliest !== latest) return `between ${bothDays(earliest, latest, locale)}`;
    if (earliest !== null && latest === null && earliest !== day) return `on ${calendarDay(earliest, locale)} at the earliest`;
    return day === null ? "before the reset" : `on ${calendarDay(day, locale)}`;
}
