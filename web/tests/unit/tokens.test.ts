import { contrast, parsed, readable } from "../../src/style/accent";
import { assert, test } from "./check";

declare const process: { cwd(): string };
const { readFileSync } = require("node:fs") as { readFileSync(path: string, encoding: "utf8"): string };
declare const require: (name: string) => unknown;

const css = readFileSync(`${process.cwd()}/web/src/style/tokens.css`, "utf8");

function block(selector: string): Map<string, string> {
    const start = css.indexOf(`${selector} {`);
    const body = css.slice(start, css.indexOf("}", start));
    return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((found) => [found[1] ?? "", found[2] ?? ""]));
}

const light = block(":root");
const dark = block(':root[data-theme="dark"]');

test("dark by choice has the values of dark by the system", () => {
    const system = block(':root:not([data-theme="light"])');
    assert.deepStrictEqual([...dark], [...system]);
    assert.ok(dark.size > 20);
});

const surfaces = ["surface-0", "surface-1", "surface-2"];
const texts = ["text-1", "text-2", "text-3", "accent-strong", "good", "warn", "bad"];

for (const [theme, tokens] of [
    ["light", light],
    ["dark", dark],
] as const) {
    const ratio = (one: string, other: string) => {
        const [a, b] = [parsed(tokens.get(one) ?? ""), parsed(tokens.get(other) ?? "")];
        if (!a || !b) throw new Error(`${one} or ${other} is no colour in ${theme}`);
        return contrast(a, b);
    };
    test(`text can be read on every surface in ${theme}`, () => {
        for (const surface of surfaces)
            for (const text of texts) assert.ok(ratio(text, surface) >= 4.5, `${text} on ${surface}: ${ratio(text, surface).toFixed(2)}`);
        assert.ok(ratio("on-accent", "accent") >= 4.5, "text on the accent");
        for (const tone of ["good", "warn", "bad"])
            assert.ok(ratio(tone, `${tone}-soft`) >= 4.5, `${tone} on its soft ground: ${ratio(tone, `${tone}-soft`).toFixed(2)}`);
        assert.ok(ratio("accent-strong", "accent-soft") >= 4.5, "accent on its soft ground");
    });
    test(`lines that mean something can be seen in ${theme}`, () => {
        for (const line of ["line-strong", "series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "accent"])
            assert.ok(ratio(line, "surface-1") >= 3, `${line}: ${ratio(line, "surface-1").toFixed(2)}`);
    });
}

test("a brand's colour moves only as far as it must", () => {
    assert.strictEqual(readable("#3b5bdb", "#eceff4", "#000000"), "#3b5bdb");
    const yellow = parsed(readable("#ffd400", "#eceff4", "#000000") ?? "");
    const ground = parsed("#eceff4");
    assert.ok(yellow && ground && contrast(yellow, ground) >= 4.5);
    assert.strictEqual(readable("red", "#ffffff", "#000000"), null);
});
