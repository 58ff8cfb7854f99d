/** Where one is in a dialog of several steps. */
export function Steps({ names, now }: { names: readonly string[]; now: number }) {
    return (
        <ol className="steps" aria-label="Steps">
            {names.map((name, position) => (
                <li key={name} aria-current={position === now ? "step" : undefined} data-done={position < now || undefined}>
                    <span className="steps-number">{position + 1}</span> {name}
                </li>
            ))}
        </ol>
    );
}
