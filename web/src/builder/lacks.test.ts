import { assert, table, test } from "../../tests/unit/check";
import type { Field, ModuleDescription } from "../api";
import type { Module } from "../canvas/blueprint";
import { lacksOf, wanted } from "./lacks";

const described = (parameters: Field[], mapper: Field[] = []) => ({ parameters, mapper }) as unknown as ModuleDescription;
const module = (parameters: Module["parameters"], mapper: Module["mapper"] = {}): Module => ({ id: 1, module: "a:b", parameters, mapper });
const store: Field = { name: "datastore", type: "datastore", label: "Data store", required: true };
const message: Field = { name: "message", type: "text", label: "Message", required: true };

test("what is required and empty is lacking, in either place where it may stand", () => {
    const description = described([store], [message]);
    assert.deepStrictEqual(lacksOf(module({}), description), ["a data store", "a message"]);
    assert.deepStrictEqual(lacksOf(module({ datastore: 3 }, { message: " " }), description), ["a message"]);
    assert.deepStrictEqual(lacksOf(module({}, { datastore: "{{1.store}}", message: "x" }), description), []);
    assert.deepStrictEqual(lacksOf(module(null, null), undefined), []);
});

test("what has a beginning, a webhook, or nothing to do with the choice made is not asked for", () => {
    const fields: Field[] = [
        { name: "hook", type: "hook", required: true },
        { name: "on", type: "boolean", required: true },
        { name: "method", type: "select", required: true, default: "get", options: [{ value: "get", label: "GET" }] },
        { name: "signIn", type: "select", default: "none", options: [{ value: "none", label: "None" }, { value: "key", label: "Key" }] },
        { name: "key", type: "keychain:apikey", label: "API key", required: true, shownWhen: { field: "signIn", values: ["key"] } },
    ];
    assert.deepStrictEqual(lacksOf(module({}), described(fields)), []);
    assert.deepStrictEqual(lacksOf(module({ signIn: "key" }), described(fields)), ["an API key"]);
});

test("a number that nothing here has is as good as none, once it is known what is here", () => {
    const description = described([store]);
    const places = { dataStore: new Set(["3"]) };
    assert.deepStrictEqual(lacksOf(module({ datastore: 36975 }), description, places), ["a data store"]);
    assert.deepStrictEqual(lacksOf(module({ datastore: "3" }), description, places), []);
    assert.deepStrictEqual(lacksOf(module({ datastore: 36975 }), description), []);
});

table<Field>(
    "a field is wanted in words",
    [
        [store, "a data store"],
        [{ name: "url", label: "URL", type: "url" }, "a URL"],
        [{ name: "x", label: "XPath query", type: "text" }, "an XPath query"],
        [{ name: "id", label: "Email ID (UID)", type: "text" }, "“Email ID (UID)”"],
        [{ name: "scenario", label: "Which to call", type: "uinteger" }, "“Which to call”"],
        [{ name: "account", label: "Connection", type: "account:smtp" }, "a connection"],
        [{ name: "auth", label: "Credentials", type: "keychain:apikey" }, "a key"],
        [{ name: "feeder", label: "Source", type: "feeder" }, "a source"],
        [{ name: "k", label: "OAuth 2.0 client", type: "keychain:oauth2" }, "an OAuth 2.0 client"],
    ],
    wanted,
);
