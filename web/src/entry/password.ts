/** Why a password is refused before it is sent; the server has the last word. */
export function weakness(password: string): string | undefined {
    if ([...password].length < 10) return "At least 10 characters; a sentence is good.";
    if (new Set(password).size < 4) return "Too much of the same: use more different characters.";
    return undefined;
}
