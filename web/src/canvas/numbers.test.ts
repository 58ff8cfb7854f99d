import { assert, test } from "../../tests/unit/check";
import { losesDigits, parseKeepingNumbers } from "./numbers";

test("a number that a browser can't hold is known by its digits", () => {
    assert.ok(losesDigits("12345678901234567891"));
    assert.ok(losesDigits("9007199254740993"));
    assert.ok(!losesDigits("9007199254740992"));
    assert.ok(!losesDigits("-1001234567890"));
    assert.ok(!losesDigits("1.5"));
});

test("what is read is written again", () => {
    assert.strictEqual(JSON.stringify(parseKeepingNumbers('{"a":[1,2.5,"x"],"b":null}')), '{"a":[1,2.5,"x"],"b":null}');
});
