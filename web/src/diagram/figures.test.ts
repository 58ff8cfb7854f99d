import { assert, test } from "../../tests/unit/check";
import { figuresInWords, percent } from "./figures";

test("figures are said in words, in one order", () => {
    assert.strictEqual(figuresInWords({ moduleId: 3, operations: 12, credits: 1200 }, "en"), "12 operations, 12 credits");
    assert.strictEqual(
        figuresInWords({ moduleId: 3, operations: 1, credits: 100, tokens: 1204, share: 0.63 }, "en"),
        "1 operation, 1 credit, 1,204 tokens, 63 % of the total",
    );
    assert.strictEqual(
        figuresInWords({ moduleId: 3, operations: 2, credits: 200, tokens: 0, duration: 12, input: 2, output: 1 }, "en"),
        "2 operations, 2 credits, 12 ms, 2 bundles in, 1 bundle out",
    );
    assert.strictEqual(figuresInWords({ moduleId: 3, operations: 4, credits: 0 }, "en"), "4 operations, 0 credits");
});

test("a small share is not called nothing", () => {
    assert.strictEqual(percent(0.004, "en"), "< 1 %");
    assert.strictEqual(percent(0, "en"), "0 %");
});
