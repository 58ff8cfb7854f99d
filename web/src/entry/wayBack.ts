/** Only to an address of this program: what stands in the query is anybody's. */
export function wayBack(search: string): string {
    const to = new URLSearchParams(search).get("to") ?? "/";
    return /^\/(?![/\\])/.test(to) ? to : "/";
}
