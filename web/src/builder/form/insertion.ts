/** Puts a reference or function at the caret: inside an island without braces, elsewhere as an island of its own. */
export function inserted(text: string, start: number, end: number, inside: string, caretBack = 0): { text: string; caret: number } {
    const before = text.slice(0, start);
    const within = before.lastIndexOf("{{") > before.lastIndexOf("}}");
    const piece = within ? inside : `{{${inside}}}`;
    const caret = start + piece.length - (within ? caretBack : caretBack > 0 ? caretBack + 2 : 0);
    return { text: before + piece + text.slice(end), caret };
}
