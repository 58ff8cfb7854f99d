/** The zones that the browser knows, with the chosen one and UTC whether it lists them or not. */
export function zones(chosen: string): string[] {
    const intl = Intl as typeof Intl & { supportedValuesOf?: (key: "timeZone") => string[] };
    const known = intl.supportedValuesOf?.("timeZone") ?? [];
    return [...new Set(["UTC", chosen, ...known])].sort();
}
