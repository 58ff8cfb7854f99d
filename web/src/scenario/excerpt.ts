/** An excerpt in parts, those that hold what was searched for marked. */
export function marked(excerpt: string, text: string): { text: string; hit: boolean }[] {
    const wanted = text.trim().toLocaleLowerCase();
    if (wanted === "") return [{ text: excerpt, hit: false }];
    const low = excerpt.toLocaleLowerCase();
    const parts: { text: string; hit: boolean }[] = [];
    let from = 0;
    // A letter whose small form has another length would shift the places; then nothing is marked.
    if (low.length !== excerpt.length) return [{ text: excerpt, hit: false }];
    for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, from)) {
        if (at > from) parts.push({ text: excerpt.slice(from, at), hit: false });
        parts.push({ text: excerpt.slice(at, at + wanted.length), hit: true });
        from = at + wanted.length;
    }
    if (from < excerpt.length) parts.push({ text: excerpt.slice(from), hit: false });
    return parts;
}
