/** On something that answers to a click of its own: a module, a button, a field. */
export function hasMeaning(target: EventTarget): boolean {
    return (
        target instanceof Element &&
        target.closest("button, a, input, textarea, select, [role=button], [role=treeitem], [contenteditable]") !== null
    );
}
