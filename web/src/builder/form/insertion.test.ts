import { assert, test } from "../../../tests/unit/check";
import { inserted } from "./insertion";

test("outside of an island a value brings its braces", () => {
    assert.deepStrictEqual(inserted("a  b", 2, 2, "3.value"), { text: "a {{3.value}} b", caret: 13 });
});

test("inside an island it does not", () => {
    assert.deepStrictEqual(inserted("{{upper()}}", 8, 8, "3.value"), { text: "{{upper(3.value)}}", caret: 15 });
});

test("after a function the caret stands between its parentheses", () => {
    assert.deepStrictEqual(inserted("", 0, 0, "upper()", 1), { text: "{{upper()}}", caret: 8 });
    assert.deepStrictEqual(inserted("{{1.a + }}", 8, 8, "upper()", 1), { text: "{{1.a + upper()}}", caret: 14 });
});
