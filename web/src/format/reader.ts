/** The reader's language and zone: the browser's. Every formatting function takes them as parameters, so that tests choose. */
export interface Reader {
    locale: string;
    zone: string;
}

export const reader: Reader = {
    locale: typeof navigator === "undefined" ? "en" : navigator.language || "en",
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
};
