import type { ConnectionType } from "../../src/api/connectionTypes";
import { acceptedTypes, bodyOf, missing, startOf } from "../../src/connections/form";
import { assert, test } from "./check";

const smtp: ConnectionType = {
    type: "account:smtp",
    label: "Mail server",
    isKey: false,
    app: { name: "http", label: "HTTP", icon: "globe", color: "#000000" },
    fields: [
        { name: "host", type: "text", required: true },
        { name: "port", type: "uinteger" },
        { name: "security", type: "select", required: true, default: "tls", options: [{ value: "tls", label: "TLS" }] },
        { name: "password", type: "password", required: true, secret: true },
    ],
};

test("a new one begins with the defaults of its kind, and says what is missing", () => {
    assert.deepStrictEqual(startOf(smtp), { security: "tls" });
    assert.deepStrictEqual([...missing(smtp, startOf(smtp))], ["host", "password"]);
    assert.deepStrictEqual([...missing(smtp, { host: "a", security: "tls" }, ["password"])], []);
});

test("a secret is sent when it was typed, and stays otherwise", () => {
    const shown = { host: "a", port: 587, security: "tls" };
    const typed = startOf(smtp, shown);
    assert.deepStrictEqual(bodyOf(smtp, typed, shown), {});
    assert.deepStrictEqual(bodyOf(smtp, { ...typed, password: "new" }, shown), { password: "new" });
    assert.deepStrictEqual(bodyOf(smtp, { ...typed, port: "" }, shown), { port: null });
    assert.deepStrictEqual(bodyOf(smtp, { ...typed, port: "25" }, shown), { port: 25 });
});

test("a field may take several kinds", () => {
    assert.deepStrictEqual(acceptedTypes("account:smtp,google-restricted"), ["account:smtp", "account:google-restricted"]);
    assert.deepStrictEqual(acceptedTypes("keychain:apikey"), ["keychain:apikey"]);
});
