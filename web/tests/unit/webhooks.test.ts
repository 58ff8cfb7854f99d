import type { HookSettings } from "../../src/api/types";
import { draftOf, problemsOf, settingsOf } from "../../src/webhooks/settings";
import { assert, test } from "./check";

const kept: HookSettings = {
    headers: true,
    method: false,
    stringify: false,
    ip: ["203.0.113.0/24"],
    udt: 9,
    apiKey: { header: "x-key", secretSet: true },
    signature: null,
};

test("settings that are only looked at stay, and so do their secrets", () => {
    assert.deepStrictEqual(settingsOf(draftOf(kept)), { ...kept, apiKey: { header: "x-key" } });
    assert.deepStrictEqual(problemsOf(draftOf(kept), kept), {});
});

test("what is unchosen is taken away, and a new guard needs its secret", () => {
    const draft = { ...draftOf(kept), hasKey: false, ip: " ", udt: "", isSigned: true };
    assert.deepStrictEqual([settingsOf(draft).apiKey, settingsOf(draft).ip, settingsOf(draft).udt], [null, null, null]);
    assert.deepStrictEqual(Object.keys(problemsOf(draft, kept)), ["signatureSecret"]);
    assert.strictEqual(settingsOf({ ...draft, signatureSecret: "s" }).signature?.secret, "s");
});

test("addresses may be written with commas, blanks and lines between", () => {
    assert.deepStrictEqual(settingsOf({ ...draftOf({}), ip: "127.0.0.1, ::1\n10.0.0.0/8" }).ip, ["127.0.0.1", "::1", "10.0.0.0/8"]);
});
