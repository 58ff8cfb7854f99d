/** A first import that needs nothing connected: five orders, one by one, the large ones summed up. */
export const example = {
    name: "Sum up large orders",
    flow: [
        {
            id: 1,
            module: "util:SetVariable2",
            version: 1,
            parameters: {},
            mapper: { name: "orders", scope: "roundtrip", value: "120;80;45;310;95" },
            metadata: { designer: { x: 0, y: 0, name: "Today's orders" } },
        },
        {
            id: 2,
            module: "builtin:BasicFeeder",
            version: 1,
            parameters: {},
            mapper: { array: '{{split(1.orders; ";")}}' },
            metadata: { designer: { x: 300, y: 0, name: "One by one" } },
        },
        {
            id: 3,
            module: "util:SetVariable2",
            version: 1,
            parameters: {},
            filter: { name: "90 or more", conditions: [[{ a: "{{2.value}}", b: "90", o: "number:greaterorequal" }]] },
            mapper: { name: "large", scope: "roundtrip", value: "{{2.value}}" },
            metadata: { designer: { x: 600, y: 0, name: "A large order" } },
        },
        {
            id: 4,
            module: "util:TextAggregator",
            version: 1,
            parameters: { rowSeparator: "other", otherRowSeparator: ", ", feeder: 2 },
            mapper: { value: "{{3.large}}" },
            metadata: { designer: { x: 900, y: 0, name: "A line for the report" } },
        },
    ],
    metadata: { version: 1, scenario: { roundtrips: 1, maxErrors: 3, autoCommit: true, sequential: false }, designer: { orphans: [] } },
};
