import { assert, test } from "../../../tests/unit/check";
import { fieldsFromSpecs, isPrimitiveList, kindOf, typedNumber } from "./kinds";

test("each type has its control, and what is unknown takes any text", () => {
    const kinds = ["text", "uinteger", "array", "collection", "hook", "datastore", "feeder", "udt", "url"].map((type) =>
        kindOf({ name: "a", type }),
    );
    assert.deepStrictEqual(kinds, ["expression", "number", "list", "collection", "hook", "dataStore", "feeder", "structure", "expression"]);
    assert.strictEqual(kindOf({ name: "a", type: "select", options: [] }), "expression");
});

test("a typed number keeps the form that the value had", () => {
    assert.strictEqual(typedNumber("12", "5", false), "12");
    assert.strictEqual(typedNumber("12", 5, false), 12);
    assert.strictEqual(typedNumber("12", undefined, true), 12);
    assert.strictEqual(typedNumber("12", undefined, false), "12");
    assert.strictEqual(typedNumber("{{1.a}}", 5, true), "{{1.a}}");
    assert.strictEqual(typedNumber("", 5, true), undefined);
});

test("specs of an export become fields", () => {
    const [field] = fieldsFromSpecs([{ name: "scope", type: "select", validate: { enum: ["roundtrip"] } }]);
    assert.deepStrictEqual(field?.options, [{ value: "roundtrip", label: "roundtrip" }]);
    const [list] = fieldsFromSpecs([{ name: "to", type: "array", spec: { type: "email" } }]);
    assert.ok(list && isPrimitiveList(list));
});
