import { assert, test } from "../../tests/unit/check";
import { bundleCounts, bundleNumber, tellingOf } from "./bundles";

test("bundles are counted from one", () => {
    assert.strictEqual(bundleNumber([0]), "1");
    assert.strictEqual(bundleNumber([1, 0]), "2.1");
    assert.strictEqual(bundleNumber([]), "");
});

test("each module's bundles in and out are counted", () => {
    const counts = bundleCounts([
        { moduleId: 1, input: null, output: [{}, {}] },
        { moduleId: 2, input: { n: 1 }, output: [{}] },
        { moduleId: 2, input: { n: 2 }, output: [] },
    ]);
    assert.deepStrictEqual(counts.get(1), { input: 0, output: 2 });
    assert.deepStrictEqual(counts.get(2), { input: 2, output: 1 });
});

test("a run opens with the operation that it ended by, or with the first that was handled", () => {
    const error = { type: "E", message: "m" };
    const list = [
        { index: 0, status: 1, error: null },
        { index: 1, status: 2, error },
        { index: 2, status: 3, error },
        { index: 3, status: 2, error },
    ];
    assert.strictEqual(tellingOf(list.slice(0, 1), "success"), undefined);
    assert.strictEqual(tellingOf(list, "warning")?.index, 1);
    assert.strictEqual(tellingOf(list, "error")?.index, 2);
    assert.strictEqual(tellingOf(list.slice(0, 2), "error")?.index, 1);
    assert.strictEqual(tellingOf(list.slice(0, 1), "error"), undefined);
});
