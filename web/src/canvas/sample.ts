import type { Blueprint } from "./blueprint";

/** A small blueprint with one of everything, for tests. */
export const sample: Blueprint = {
    name: "orders",
    publisherNote: "kept",
    flow: [
        {
            id: 1,
            module: "gateway:CustomWebHook",
            version: 1,
            parameters: { hook: 7, maxResults: 1 },
            mapper: {},
            metadata: { designer: { x: 0, y: 0, name: "Orders" } },
        },
        {
            id: 2,
            module: "builtin:BasicFeeder",
            version: 1,
            parameters: {},
            mapper: { array: "{{1.items}}" },
            filter: { name: "paid", conditions: [[{ a: "{{1.state}}", o: "text:equal", b: "paid" }]] },
            metadata: { designer: { x: 300, y: 0 } },
        },
        {
            id: 3,
            module: "builtin:BasicRouter",
            version: 1,
            parameters: { else: 1 },
            mapper: null,
            metadata: { designer: { x: 600, y: 0 } },
            routes: [
                {
                    flow: [
                        {
                            id: 5,
                            module: "util:SetVariable2",
                            version: 1,
                            parameters: {},
                            mapper: { name: "tier", scope: "roundtrip", value: "large" },
                            filter: { name: "large", conditions: [[{ a: "{{1.total}}", o: "number:greater", b: "500" }]] },
                            metadata: { designer: { x: 900, y: -72 } },
                        },
                    ],
                },
                {
                    flow: [
                        {
                            id: 6,
                            module: "http:ActionSendData",
                            version: 3,
                            parameters: { handleErrors: true },
                            mapper: { url: "https://example.com/{{2.id}}" },
                            onerror: [{ id: 8, module: "builtin:Ignore", version: 1, metadata: { designer: { x: 1200, y: 216 } } }],
                            metadata: { designer: { x: 900, y: 72, name: "Get order" } },
                        },
                        {
                            id: 7,
                            module: "builtin:BasicAggregator",
                            version: 1,
                            parameters: { feeder: 2 },
                            mapper: { id: "{{2.id}}" },
                            metadata: { designer: { x: 1200, y: 72 } },
                        },
                    ],
                },
            ],
        },
    ],
    metadata: {
        version: 1,
        scenario: {},
        designer: {
            orphans: [
                [
                    {
                        id: 30,
                        module: "util:ComposeTransformer",
                        version: 1,
                        mapper: { value: "" },
                        metadata: { designer: { x: 0, y: 300 } },
                    },
                ],
            ],
        },
    },
};
