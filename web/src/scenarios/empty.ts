/** What the builder begins with where nothing was imported. */
export function emptyScenario(name: string) {
    return {
        name,
        flow: [],
        metadata: {
            version: 1,
            scenario: { roundtrips: 1, maxErrors: 3, autoCommit: true, sequential: false },
            designer: { orphans: [] },
        },
    };
}
