import { assert, test } from "../../tests/unit/check";
import { freeName } from "./names";

test("a name that is taken gets the first number that is free", () => {
    assert.strictEqual(freeName("New scenario", []), "New scenario");
    assert.strictEqual(freeName("New scenario", ["New scenario", "New scenario 3"]), "New scenario 2");
    assert.strictEqual(freeName("Shop (copy)", ["Shop (copy)", "Shop (copy) 2"]), "Shop (copy) 3");
});
