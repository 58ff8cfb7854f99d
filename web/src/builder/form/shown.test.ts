import { assert, test } from "../../../tests/unit/check";
import type { Field } from "../../api";
import { shownFields } from "./shown";

const options = (...values: string[]) => values.map((value) => ({ value, label: value }));
const fields: Field[] = [
    { name: "body", type: "select", default: "", options: options("", "json", "raw") },
    { name: "as", type: "select", default: "text", options: options("text", "fields"), shownWhen: { field: "body", values: ["json"] } },
    { name: "text", type: "text", shownWhen: { field: "as", values: ["text"] } },
    { name: "fields", type: "any", shownWhen: { field: "as", values: ["fields"] } },
    { name: "raw", type: "any", shownWhen: { field: "body", values: ["raw", "other"] } },
    { name: "lost", type: "any", shownWhen: { field: "nowhere", values: ["x"] } },
];
const shown = (values: Parameters<typeof shownFields>[1]) => shownFields(fields, values).map((field) => field.name).join(" ");

test("a field is there while the choice that it belongs to is made, and is shown itself", () => {
    assert.strictEqual(shown({}), "body lost");
    assert.strictEqual(shown({ as: "fields", fields: "x" }), "body lost");
    assert.strictEqual(shown({ body: "json" }), "body as text lost");
    assert.strictEqual(shown({ body: "JSON", as: "fields" }), "body as fields lost");
    assert.strictEqual(shown({ body: "raw" }), "body raw lost");
});

test("where the choice is an expression, or no option, nothing is left out", () => {
    assert.strictEqual(shown({ body: "{{1.kind}}" }), "body as text raw lost");
    assert.strictEqual(shown({ body: "other" }), "body as text raw lost");
});

test("two fields that wait for each other are both there", () => {
    const pair: Field[] = [
        { name: "a", type: "select", options: options("x"), shownWhen: { field: "b", values: ["x"] } },
        { name: "b", type: "select", options: options("x"), shownWhen: { field: "a", values: ["x"] } },
    ];
    assert.strictEqual(shownFields(pair, { a: "x", b: "x" }).length, 2);
});
