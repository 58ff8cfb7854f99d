import { draftsOf, newField, problemsOf, specsOf } from "../../src/structures/fields";
import { assert, test } from "./check";

test("what a form doesn't change is sent as it was", () => {
    const specs = [
        { name: "id", type: "uinteger", required: true, label: "Number of the order", help: "kept" },
        { name: "state", type: "text", default: "new", validate: { enum: ["new", "paid"] } },
        { name: "tags", type: "array", spec: { type: "text" } },
        { name: "lines", type: "array", spec: [{ name: "sku", type: "text" }] },
        { name: "address", type: "collection", spec: [{ name: "city", type: "text", required: true }] },
        { name: "gift", type: "boolean", default: false },
        { name: "more", type: "array" },
    ];
    assert.deepStrictEqual(specsOf(draftsOf(specs)), specs);
});

test("items that are collections may be written as one field; both say the same", () => {
    const [draft] = draftsOf([{ name: "lines", type: "array", spec: { type: "collection", spec: [{ name: "sku", type: "text" }] } }]);
    assert.strictEqual(draft?.itemType, "collection");
    assert.deepStrictEqual(specsOf([draft!])[0]?.spec, [{ name: "sku", type: "text" }]);
});

test("a default has the type of its field", () => {
    const field = (type: string, initial: string) => specsOf([{ ...newField(), name: "a", type, initial }])[0]?.["default"];
    assert.strictEqual(field("number", "1.5"), 1.5);
    assert.strictEqual(field("boolean", "false"), false);
    assert.strictEqual(field("text", "007"), "007");
    assert.strictEqual(field("text", ""), undefined);
});

test("names are needed once, also within; numbers are numbers", () => {
    const inner = [{ ...newField(), name: "x" }, { ...newField(), name: " x " }];
    const drafts = [
        { ...newField(), name: "" },
        { ...newField(), name: "n", type: "number", initial: "many" },
        { ...newField(), name: "c", type: "collection", fields: inner },
        { ...newField(), name: "t", fields: [{ ...newField(), name: "" }] },
    ];
    const problems = problemsOf(drafts);
    assert.deepStrictEqual([...problems.keys()], [drafts[0]!.id, drafts[1]!.id, inner[1]!.id]);
});
