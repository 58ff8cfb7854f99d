import { bytes, calendarDay, change, credits, creditsInWords, creditsShort, duration, exactInBoth, relative } from "../../src/format";
import { assert, table, test } from "./check";

table(
    "credits have up to two decimals and no trailing zeros",
    [
        [1900, "19"],
        [1950, "19.5"],
        [1, "0.01"],
        [0, "0"],
        [1824000, "18,240"],
        [-250, "-2.5"],
    ],
    (c) => credits(c, "en"),
);
table("credits are in the reader's locale", [[1824050, "18.240,5"]], (c) => credits(c, "de"));
table(
    "one credit is singular",
    [
        [100, "1 credit"],
        [200, "2 credits"],
        [50, "0.5 credits"],
    ],
    (c) => creditsInWords(c, "en"),
);
table(
    "credits are short on an axis",
    [
        [1950, "19.5"],
        [123400, "1,234"],
        [1240000, "12.4K"],
        [250000000, "2.5M"],
    ],
    (c) => creditsShort(c, "en"),
);
table(
    "bytes go in steps of a thousand",
    [
        [0, "0 B"],
        [999, "999 B"],
        [1000, "1 kB"],
        [1536, "1.5 kB"],
        [999_950, "1 MB"],
        [12_000_000, "12 MB"],
        [3_250_000_000, "3.3 GB"],
    ],
    (b) => bytes(b, "en"),
);
table(
    "durations are said as a reader says them",
    [
        [0, "0 ms"],
        [12, "12 ms"],
        [1200, "1.2 s"],
        [59_960, "1 min"],
        [125_000, "2 min 5 s"],
        [3_780_000, "1 h 3 min"],
        [187_200_000, "2 d 4 h"],
    ],
    (d) => duration(d, "en"),
);

const now = new Date("2026-11-22T12:00:00Z");
table(
    "times are relative up to two days, then a date",
    [
        ["2026-11-22T11:59:50Z", "now"],
        ["2026-11-22T11:55:00Z", "5 minutes ago"],
        ["2026-11-22T15:00:00Z", "in 3 hours"],
        ["2026-11-20T13:00:00Z", "47 hours ago"],
        ["2026-11-20T12:00:00Z", "Nov 20"],
        ["2025-12-03T10:00:00Z", "Dec 3, 2025"],
    ],
    (t) => relative(new Date(t), now, "en", "UTC"),
);
table(
    "the organization's zone is said where it differs",
    [
        ["UTC", "Nov 22, 2026, 12:00:00 PM UTC"],
        ["Europe/Prague", "Nov 22, 2026, 12:00:00 PM UTC\nNov 22, 2026, 01:00:00 PM GMT+1 in Europe/Prague"],
    ],
    (zone) => exactInBoth(now, zone, "en", "UTC"),
);
table("a calendar day stays itself in every zone", [["2026-11-22", "Nov 22"]], (d) => calendarDay(d, "en"));

test("a change says its direction", () => {
    assert.deepStrictEqual(change(1061, 1000, "en"), { direction: "up", text: "+6.1 %" });
    assert.deepStrictEqual(change(880, 1000, "en"), { direction: "down", text: "−12 %" });
    assert.deepStrictEqual(change(5, 0, "en"), { direction: "new", text: "new" });
    assert.deepStrictEqual(change(0, 0, "en"), { direction: "same", text: "0 %" });
    assert.deepStrictEqual(change(100_001, 100_000, "en"), { direction: "same", text: "0 %" });
});
