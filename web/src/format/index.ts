export { bytes } from "./bytes";
export { change, share, type Change } from "./change";
export { count, counted, credits, creditsInWords, creditsShort, creditsSigned } from "./credits";
export { duration } from "./duration";
export { price } from "./price";
export { reader, type Reader } from "./reader";
export { bothDays, calendarDay, date, dayOf, exact, exactInBoth, inDays, moment, relative } from "./times";
export { centicreditsOf } from "./typed";
