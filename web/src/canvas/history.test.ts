import { assert, test } from "../../tests/unit/check";
import { beginHistory, record, redo, settle, undo } from "./history";

test("undo gives back each value, redo brings it again", () => {
    const history = record(record(beginHistory(1), 2), 3);
    assert.strictEqual(undo(history).present, 2);
    assert.strictEqual(undo(undo(undo(history))).present, 1);
    assert.strictEqual(redo(undo(history)).present, 3);
});

test("typing in one field is one step until something else happens", () => {
    const typed = record(record(record(beginHistory(""), "a", "5.url"), "ab", "5.url"), "abc", "5.url");
    assert.strictEqual(undo(typed).present, "");
    assert.strictEqual(undo(record(settle(typed), "abcd", "5.url")).present, "abc");
});

test("a change after an undo forgets what was undone", () => {
    assert.deepStrictEqual(record(undo(record(beginHistory(1), 2)), 9).future, []);
});
