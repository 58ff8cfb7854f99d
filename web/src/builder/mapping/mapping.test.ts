import { assert, test } from "../../../tests/unit/check";
import { inShort, pieces, plainReference, referencedModules, referenceTo, unknownFunctions, valueOfReference } from "./reference";
import { withIterated } from "./iterated";
import { sourceFields } from "./sources";
import { catalogOf } from "../../canvas/look";
import { graphOf } from "../../canvas/graph";
import type { ModuleDescription } from "../../api";

test("odd names stand in backticks, items of arrays behind brackets", () => {
    assert.strictEqual(referenceTo(3, ["value"]), "{{3.value}}");
    assert.strictEqual(referenceTo(1, ["Customer Name"]), "{{1.`Customer Name`}}");
    assert.strictEqual(referenceTo(1, ["items[]", "0"]), "{{1.items[].`0`}}");
    assert.strictEqual(referenceTo(4, []), "{{`4`}}");
    assert.strictEqual(referenceTo(4, ["content-type"]), "{{4.content-type}}");
});

test("what is written is read again", () => {
    for (const path of [["a"], ["a", "b c"], ["list[]", "name"]]) assert.ok(plainReference(referenceTo(12, path)), path.join());
    assert.strictEqual(plainReference("{{1.a}} {{2.b}}"), null);
    assert.strictEqual(plainReference("{{upper(1.a)}}"), null);
});

test("a plain reference shows what it came to", () => {
    const samples = new Map<number, unknown>([[1, { total: 12, items: [{ id: "a" }, { id: "b" }], "two words": true }]]);
    assert.strictEqual(valueOfReference("{{1.total}}", samples), 12);
    assert.strictEqual(valueOfReference("{{1.items[].id}}", samples), "a");
    assert.strictEqual(valueOfReference("{{1.items[2].id}}", samples), "b");
    assert.strictEqual(valueOfReference("{{1.`two words`}}", samples), true);
    assert.strictEqual(valueOfReference("{{1.nothing.deep}}", samples), undefined);
});

test("modules that a text refers to, not numbers in quotes or decimals", () => {
    assert.deepStrictEqual(referencedModules('{{if(1.a > 5.4; "7.b"; 12.c)}} 3.x {{`9`}}'), [1, 12, 9]);
});

test("functions that don't exist are told from fields, texts and those that do", () => {
    const known = new Set(["upper", "if"]);
    assert.deepStrictEqual(unknownFunctions('{{uper(1.a)}} {{if(1.length; "loud(x)"; upper ("y"))}} loud(1)', known), ["uper"]);
});

test("islands and the text between them", () => {
    assert.deepStrictEqual(pieces("a {{1.b}}c"), [
        { text: "a ", island: false },
        { text: "{{1.b}}", island: true },
        { text: "c", island: false },
    ]);
    assert.strictEqual(inShort("x".repeat(80)).length, 60);
});

test("fields come from what is declared, learned and really given, once each", () => {
    const module = { id: 1, module: "app:X", metadata: { interface: [{ name: "total", type: "number", label: "Total" }] } };
    const fields = sourceFields(module, new Map(), { total: 12, items: [{ id: 7 }] });
    assert.deepStrictEqual(
        fields.map((field) => [field.path.join("."), field.type, field.depth]),
        [
            ["total", "number", 0],
            ["items", "array", 0],
            ["items[].id", "number", 1],
        ],
    );
    assert.strictEqual(fields[0]?.sample, 12);
});

test("an iterator's first bundle is the first item of its array", () => {
    const feeder = { id: 2, module: "builtin:BasicFeeder", mapper: { array: "{{1.words}}" } };
    const catalog = catalogOf([
        { name: "builtin:BasicFeeder", label: "Iterator", role: "iterator", app: {}, price: {} } as unknown as ModuleDescription,
    ]);
    const samples = new Map<number, unknown>([[1, { words: ["You're", "learning"] }]]);
    const found = withIterated(samples, graphOf({ flow: [feeder] }), catalog).get(2);
    assert.deepStrictEqual(found, { value: "You're", __IMTINDEX__: 1, __IMTLENGTH__: 2 });
});

test("a variable's name is its output's field", () => {
    const set = {
        id: 1,
        module: "util:SetVariables",
        mapper: {
            variables: [
                { name: "a", value: "1" },
                { name: "b", value: "2" },
            ],
        },
    };
    assert.deepStrictEqual(
        sourceFields(set, new Map(), undefined).map((field) => field.path),
        [["a"], ["b"]],
    );
});
