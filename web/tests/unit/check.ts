// node's own runner, with just the types that the tests use: Debian has no @types/node.
declare const require: (name: string) => unknown;

type Test = (name: string, body: () => void | Promise<void>) => void;
interface Assert {
    strictEqual(actual: unknown, expected: unknown, message?: string): void;
    deepStrictEqual(actual: unknown, expected: unknown, message?: string): void;
    notEqual(actual: unknown, expected: unknown, message?: string): void;
    notStrictEqual(actual: unknown, expected: unknown, message?: string): void;
    throws(action: () => unknown, message?: string): void;
    match(text: string, pattern: RegExp, message?: string): void;
    ok(value: unknown, message?: string): void;
}

export const test = require("node:test") as Test;
export const assert = require("node:assert") as Assert;

/** One expectation per line: what goes in, what must come out. */
export function table<Input>(name: string, rows: [Input, string][], shown: (input: Input) => string) {
    test(name, () => {
        for (const [input, expected] of rows) assert.strictEqual(plain(shown(input)), expected, JSON.stringify(input));
    });
}

/** ICU writes narrow and fixed spaces; the tables above are written with plain ones. */
function plain(text: string): string {
    return text.replace(/[\u00a0\u202f]/g, " ");
}
