/** One address per line or between commas; null where one of them is none. */
export function recipientsOf(text: string): string[] | null {
    const all = text.split(/[\s,;]+/).filter((part) => part !== "");
    if (all.some((one) => !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(one))) return null;
    return [...new Set(all)];
}
