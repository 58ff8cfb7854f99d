export interface Destination {
    to: string;
    name: string;
    kind: string;
    centicredits?: number;
}

/** Every word that was typed must be in the name; names that begin with the text come first. */
export function found(all: Destination[], text: string): Destination[] {
    const typed = text.trim().toLocaleLowerCase();
    if (typed === "") return all;
    const wanted = typed.split(/\s+/);
    const hits = all.filter((one) => wanted.every((word) => one.name.toLocaleLowerCase().includes(word)));
    const first = (one: Destination) => (one.name.toLocaleLowerCase().startsWith(typed) ? 0 : 1);
    return hits.sort((one, other) => first(one) - first(other));
}
