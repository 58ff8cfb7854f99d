/** What can be run on bundles given by hand: not what only gathers or splits them. */
export function runsAlone(role: string): boolean {
    return !["router", "errorDirective", "arrayAggregator", "textAggregator", "aggregator", "placeholder", "returnOutputs"].includes(role);
}
