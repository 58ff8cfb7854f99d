import { assert, test } from "../../tests/unit/check";
import { insideOf, isBlank, ofTeam } from "./inside";

test("a search inside begins with two letters, a module or a connection", () => {
    const asked = (search: string) => isBlank(insideOf(new URLSearchParams(search)));
    assert.strictEqual(asked(""), true);
    assert.strictEqual(asked("inside=C"), true);
    assert.strictEqual(asked("inside=Cu"), false);
    assert.strictEqual(asked("module=http"), false);
    assert.strictEqual(asked("connection=3"), false);
});

test("what another team has is left out", () => {
    const found = [1, 2].map((teamId) => ({ scenarioId: teamId, name: "S", teamId, isActive: true, modules: [] }));
    assert.deepStrictEqual(ofTeam(found, 2).map((one) => one.scenarioId), [2]);
    assert.strictEqual(ofTeam(found, undefined).length, 2);
});
