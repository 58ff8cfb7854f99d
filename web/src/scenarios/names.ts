/** The name, or with the first number that makes it another than those that are taken: 'New scenario 2'. */
export function freeName(name: string, taken: readonly string[]): string {
    const known = new Set(taken);
    let free = name;
    for (let number = 2; known.has(free); number += 1) free = `${name} ${number}`;
    return free;
}
