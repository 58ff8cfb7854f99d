export { bytes } from "./bytes";
export { change, share, type Change } from "./change";
export { count, counted, credits, creditsInWords, creditsShort } from "./credits";
export { duration } from "./duration";
export { reader, type Reader } from "./reader";
export { calendarDay, date, exact, exactInBoth, inDays, relative } from "./times";
