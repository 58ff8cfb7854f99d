import { parseKeepingNumbers } from "../../src/canvas/numbers";
import type { Catalog } from "../../src/canvas/look";
import { leftToChoose, nameOf, referencesIn, rewritten } from "../../src/scenarios/import/references";
import { reportOf } from "../../src/scenarios/import/report";
import { remarksOf } from "../../src/scenarios/import/warnings";
import { assert, test } from "./check";

const none: Catalog = new Map();
const catalog = new Map([
    ["datastore:AddRecord", { versions: [1], parameters: [{ name: "datastore", type: "datastore" }], mapper: [] }],
    ["http:MakeRequest", { versions: [4], parameters: [{ name: "apiKeyKeychain", type: "keychain:apikey" }], mapper: [] }],
]) as unknown as Catalog;

const blueprint = (flow: unknown[]) => ({ name: "a", flow, metadata: { version: 1 } });
const mail = (id: number, connection: number) => ({
    id,
    module: "email:ActionSendEmail",
    version: 7,
    parameters: { account: connection, saveAfterSent: false },
    mapper: {},
    metadata: {
        parameters: [{ name: "account", type: "account:smtp,google-restricted" }],
        restore: { parameters: { account: { label: "My mail" } } },
    },
});

test("what several modules and files name is asked for once, with its old name", () => {
    const router = { id: 9, module: "builtin:BasicRouter", version: 1, routes: [{ flow: [mail(3, 5)] }] };
    const found = referencesIn([blueprint([mail(1, 5), router]), blueprint([mail(1, 5), mail(2, 6)])], none);
    assert.deepStrictEqual(
        found.map((one) => [one.key, one.label, one.uses.length]),
        [
            ["connection 5", "My mail", 3],
            ["connection 6", "My mail", 1],
        ],
    );
    assert.deepStrictEqual(found[0]?.types, ["account:smtp", "account:google-restricted"]);
});

test("the library's word on a field counts, and so do the names that exports use", () => {
    const flow = [
        { id: 1, module: "gateway:CustomWebHook", version: 1, parameters: { hook: 4 }, metadata: { parameters: [{ name: "hook", type: "hook:gateway-webhook" }] } },
        { id: 2, module: "datastore:AddRecord", version: 1, parameters: { datastore: "12" }, mapper: { key: "5" } },
        { id: 3, module: "http:MakeRequest", version: 4, parameters: { apiKeyKeychain: 7 }, mapper: {} },
        { id: 4, module: "slack:Send", version: 2, parameters: { __IMTCONN__: 8 }, mapper: { channel: "{{1.id}}" } },
        { id: 5, module: "json:ParseJSON", version: 1, parameters: { type: 99 }, metadata: { parameters: [{ name: "type", type: "udt" }] } },
    ];
    assert.deepStrictEqual(
        referencesIn([blueprint(flow)], catalog).map((one) => one.key),
        ["webhook 4", "dataStore 12", "key 7", "connection 8", "structure 99"],
    );
});

test("nothing is asked for where nothing is named", () => {
    const flow = [{ id: 1, module: "datastore:AddRecord", version: 1, parameters: { datastore: "{{2.store}}" }, mapper: {} }, { id: 2, module: "util:Sleep" }];
    assert.deepStrictEqual(referencesIn([blueprint(flow), null, "text", []], catalog), []);
});

test("what was chosen stands in each place, and nothing else changes", () => {
    const first = parseKeepingNumbers(`{"name":"a","flow":[${JSON.stringify(mail(1, 5))},{"id":2,"module":"x:y","parameters":{"big":12345678901234567890}}]}`);
    const references = referencesIn([first], none);
    const chosen = new Map([["connection 5", { id: 77, name: "Post office" }]]);
    const after = rewritten(first, 0, references, chosen);
    const before = JSON.stringify(first);
    assert.ok(JSON.stringify(after) !== before && before.includes('"account":5'));
    assert.strictEqual(JSON.stringify(after), before.replace('"account":5', '"account":77').replace("My mail", "Post office"));
    assert.strictEqual(rewritten(first, 1, references, chosen), first);
});

test("a number that was left is taken out, and what it was stays beside it; where its module doesn't run it is kept", () => {
    const add = {
        id: 2,
        module: "datastore:AddRecord",
        version: 1,
        parameters: { datastore: 1, other: 1 },
        mapper: {},
        metadata: { restore: { parameters: { datastore: { label: "Customers of the old firm" } } } },
    };
    const bare = { id: 3, module: "datastore:AddRecord", version: 1, parameters: { datastore: "7" } };
    const elsewhere = { id: 4, module: "slack:Send", version: 2, parameters: { __IMTCONN__: 8 } };
    const file = blueprint([{ id: 1, module: "builtin:BasicRouter", routes: [{ flow: [add, bare, elsewhere] }] }]);
    const references = referencesIn([file], catalog);
    const after = rewritten(file, 0, references, new Map()) as { flow: { routes: { flow: unknown[] }[] }[] };
    assert.deepStrictEqual(after.flow[0]?.routes[0]?.flow, [
        {
            ...add,
            parameters: { other: 1 },
            metadata: { restore: { parameters: { datastore: { label: "Customers of the old firm", was: "1" } } } },
        },
        { ...bare, parameters: {}, metadata: { restore: { parameters: { datastore: { was: "7" } } } } },
        elsewhere,
    ]);
    assert.deepStrictEqual(
        references.map((one) => [one.key, one.runs]),
        [
            ["dataStore 1", true],
            ["dataStore 7", true],
            ["connection 8", false],
        ],
    );
    assert.deepStrictEqual(leftToChoose(0, references, new Map([["dataStore 7", { id: 3, name: "Here" }]])).map(nameOf), [
        "Customers of the old firm (data store)",
    ]);
    assert.strictEqual(JSON.stringify(file).includes("was"), false);
});

test("what fits is for the modules that run here to say, and only theirs is rewritten", () => {
    const drive = { id: 4, module: "google-drive:upload", version: 4, parameters: { __IMTCONN__: 5 } };
    const known = new Map([
        ["email:ActionSendEmail", { versions: [7], parameters: [{ name: "account", type: "account:smtp", required: true }], mapper: [] }],
        ["scenario-service:CallSubscenario", { versions: [2], parameters: [{ name: "scenario", type: "scenario", required: true }], mapper: [] }],
    ]) as unknown as Catalog;
    const call = { id: 6, module: "scenario-service:CallSubscenario", version: 2, parameters: { scenario: 12 } };
    for (const flow of [[drive, mail(1, 5), call], [mail(1, 5), drive, call]]) {
        const references = referencesIn([blueprint(flow)], known);
        assert.deepStrictEqual(
            references.map((one) => [one.key, one.types, one.runs]),
            [
                ["connection 5", ["account:smtp"], true],
                ["scenario 12", [], true],
            ],
        );
        const after = rewritten(blueprint(flow), 0, references, new Map([["connection 5", { id: 9, name: "Post" }]])) as { flow: { id: number; parameters: unknown }[] };
        const parameters = new Map(after.flow.map((one) => [one.id, one.parameters]));
        assert.deepStrictEqual(parameters.get(1), { account: 9, saveAfterSent: false });
        assert.deepStrictEqual(parameters.get(4), { __IMTCONN__: 5 });
        assert.deepStrictEqual(parameters.get(6), {});
    }
});

test("what the server says of places is said of cards, the same once", () => {
    const sheet = { id: 1, module: "google-sheets:addRow", version: 2 };
    const file = { response: { blueprint: blueprint([sheet, { id: 2, module: "builtin:BasicRouter", routes: [{ flow: [{ ...sheet, id: 3 }] }] }]) } };
    const message = "Not in the library.";
    const warnings = ["flow[0].module", "flow[1].routes[0].flow[0].module"].map((path) => ({ path, message: '"google-sheets:addRow" isn\'t in the library.' }));
    assert.deepStrictEqual(remarksOf([...warnings, { path: "scheduling.type", message: "Unknown." }], file, none), [
        { message, cards: [{ name: "Google Sheets: Add row", count: 2 }] },
        { message: "Unknown.", cards: [{ name: "scheduling.type", count: 1 }] },
    ]);
});

test("a blueprint inside of an answer is found, too", () => {
    const wrapped = { code: "OK", response: { blueprint: blueprint([mail(1, 5)]) } };
    const references = referencesIn([wrapped], none);
    assert.deepStrictEqual(references.length, 1);
    const after = rewritten(wrapped, 0, references, new Map([["connection 5", { id: 77, name: "Post office" }]]));
    assert.ok(JSON.stringify(after).includes('"account":77'));
});

test("an id that was written as text stays text", () => {
    const file = blueprint([{ id: 2, module: "datastore:AddRecord", version: 1, parameters: { datastore: "12" } }]);
    const after = rewritten(file, 0, referencesIn([file], catalog), new Map([["dataStore 12", { id: 3, name: "Here" }]])) as typeof file;
    assert.deepStrictEqual((after.flow[0] as { parameters: unknown }).parameters, { datastore: "3" });
});

test("the report says which modules run, and why the others don't", () => {
    const flow = [
        { id: 1, module: "http:MakeRequest", version: 4 },
        { id: 2, module: "http:MakeRequest", version: 9 },
        { id: 3, module: "slack:Send", version: 2, onerror: [{ id: 4, module: "slack:Send", version: 2 }] },
    ];
    assert.deepStrictEqual(reportOf(blueprint(flow), catalog), {
        modules: 4,
        runs: 1,
        stops: [
            { module: "http:MakeRequest", count: 1, why: "version 9 is not in the library, only 4" },
            { module: "slack:Send", count: 2, why: "not in the library" },
        ],
    });
});
