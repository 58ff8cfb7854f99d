import type { AutoPurchasing, BalanceDay, Forecast, Lot, Plan, PlanPreview, Purchase } from "../../src/api/creditTypes";
import type { Budget } from "../../src/api/guardTypes";
import * as actsFilter from "../../src/acts/filter";
import { draftFrom, readCard } from "../../src/admin/card";
import { formOf, mistakesIn, planFrom } from "../../src/admin/planForm";
import { recipientsOf } from "../../src/budgets/recipients";
import { thresholdsOf } from "../../src/budgets/thresholds";
import { atTheLimit, budgetFor } from "../../src/budgets/words";
import { outlookNote, outlookTitle } from "../../src/dashboard/outlook";
import { bothDays, centicreditsOf, creditsSigned, moment, price } from "../../src/format";
import { amountOf, presets, stepped } from "../../src/purchasing/amount";
import { autoState } from "../../src/purchasing/autoState";
import { whatNext } from "../../src/purchasing/purchaseState";
import * as statementFilter from "../../src/statement/filter";
import { inOrder } from "../../src/statement/lots";
import { rangeOf, summaryOf } from "../../src/statement/range";
import { changeButton } from "../../src/subscription/changeButton";
import { assert, table, test } from "./check";

table(
    "credits are understood as people write them",
    [
        ["1000", "100000"],
        ["1,000", "100000"],
        ["1 000", "100000"],
        ["12.5", "1250"],
        ["0,5", "50"],
        ["0", "0"],
        ["", "null"],
        ["-5", "null"],
        ["1.234", "null"],
        ["ten", "null"],
    ],
    (text) => String(centicreditsOf(text)),
);

test("an amount to buy is a whole number of the plan's units", () => {
    assert.deepStrictEqual(presets(100_000), [100_000, 500_000, 1_000_000, 5_000_000]);
    assert.strictEqual(amountOf("5,000", 100_000), 500_000);
    assert.strictEqual(amountOf("5.000", 100_000), 500_000);
    assert.strictEqual(amountOf("1500", 100_000), null);
    assert.strictEqual(amountOf("0", 100_000), null);
    assert.strictEqual(amountOf("1e3", 100_000), null);
    assert.strictEqual(stepped(100_000, 100_000, -1), 100_000);
    assert.strictEqual(stepped(500_000, 100_000, 1), 600_000);
    assert.strictEqual(stepped(null, 100_000, 1), 100_000);
});

const auto = (part: Partial<AutoPurchasing>): AutoPurchasing => ({
    on: true,
    available: true,
    reason: null,
    threshold: 0,
    unit: 1_000_000,
    price: "23.53",
    currency: "USD",
    cap: 2_000_000,
    bought: 0,
    declinesInARow: 0,
    switchedOffBecause: null,
    paymentMethod: "Invoice",
    failures: [],
    inFlight: false,
    ...part,
});

test("auto-purchasing says what it does, or why it does nothing", () => {
    assert.deepStrictEqual(autoState(auto({})), {
        tone: "plain",
        short: "On",
        sentence: "Buys 10,000 credits for 23.53 USD when none are left.",
    });
    assert.match(autoState(auto({ threshold: 50_000 })).sentence, /when 500 credits or fewer are left/);
    assert.strictEqual(autoState(auto({ on: false })).short, "Off");
    const declined = autoState(auto({ on: false, switchedOffBecause: "Three payments in a row were declined." }));
    assert.deepStrictEqual([declined.tone, declined.sentence], ["bad", "Three payments in a row were declined."]);
    assert.strictEqual(autoState(auto({ bought: 2_000_000 })).short, "Cap used");
    assert.strictEqual(autoState(auto({ bought: 1_500_000 })).short, "Cap used");
    assert.strictEqual(autoState(auto({ bought: 1_000_000 })).short, "On");
    assert.strictEqual(autoState(auto({ cap: null, bought: 9_000_000 })).short, "On");
    const once = autoState(auto({ declinesInARow: 1 }));
    assert.ok(once.tone === "warn" && once.sentence.startsWith("The last payment was declined. Buys"));
    assert.strictEqual(autoState(auto({ inFlight: true })).short, "Buying");
    assert.strictEqual(autoState(auto({ available: false, reason: "Not with this plan." })).sentence, "Not with this plan.");
});

test("a purchase that waits says that no credits have come", () => {
    const purchase = { state: "pending", provider: "invoice", centicredits: 500_000, failure: null } as Purchase;
    assert.match(whatNext(purchase), /5,000 credits come when the invoice is settled.* nothing is added/);
    assert.match(whatNext({ ...purchase, state: "declined", failure: "Insufficient funds." }), /^Insufficient funds\. Nothing was charged/);
});

const ends: Forecast = { is: "ends", day: "2026-11-26", earliest: "2026-11-24", latest: "2026-11-29", perDay: 190_000 };

test("the forecast says a day and how sure it is", () => {
    assert.strictEqual(outlookTitle(ends, "en-GB"), "26 Nov");
    assert.strictEqual(outlookNote(ends, "en-GB"), "credits run out between 24 and 29 Nov, at 1,900 a day");
    assert.match(outlookNote({ ...ends, latest: null }, "en-GB"), /on 24 Nov at the earliest/);
    assert.match(outlookNote({ ...ends, earliest: null, latest: null }, "en-GB"), /run out on 26 Nov/);
    assert.strictEqual(outlookTitle({ ...ends, is: "lasts" }), "Lasts to the reset");
    assert.strictEqual(outlookNote({ ...ends, is: "tooEarly" }), "after seven days there is a forecast");
});

table(
    "two days share the month that they share",
    [
        ["2026-11-24 2026-11-29", "24 and 29 Nov"],
        ["2026-11-24 2026-12-03", "24 Nov and 3 Dec"],
        ["2026-11-24 2026-11-24", "24 Nov"],
    ],
    (days) => bothDays(days.slice(0, 10), days.slice(11), "en-GB"),
);

test("figures of a statement carry their sign, prices their currency, instants their minute", () => {
    assert.strictEqual(creditsSigned(500_000, "en"), "+5,000");
    assert.strictEqual(creditsSigned(-1900, "en"), "−19");
    assert.strictEqual(creditsSigned(0, "en"), "0");
    assert.strictEqual(price("5.6", "USD", "en"), "5.60 USD");
    assert.strictEqual(price(null, null, "en"), "not for sale");
    const now = new Date("2026-11-24T08:00:00Z");
    assert.strictEqual(moment(new Date("2026-11-22T14:03:59Z"), now, "en-GB", "UTC"), "22 Nov, 14:03");
});

test("a filter of the statement is the same after a way through the address, and nothing else comes in by it", () => {
    const search = "?from=2026-11-01&to=2026-11-22&kind=usage,grant&at=2026-11-20";
    const filter = statementFilter.filterOf(search);
    assert.strictEqual(statementFilter.addressOf(filter), search);
    assert.deepStrictEqual(statementFilter.queryOf(filter), { from: "2026-11-01", to: "2026-11-22", kind: "usage,grant" });
    const wrong = statementFilter.filterOf("?from=yesterday&kind=theft,usage&at=1");
    assert.deepStrictEqual(wrong, { from: "", to: "", kinds: ["usage"], at: "" });
    assert.strictEqual(statementFilter.addressOf(statementFilter.filterOf("")), "");
    const acts = actsFilter.filterOf("?from=2026-11-01&kind=purchase");
    assert.strictEqual(actsFilter.addressOf(acts), "?from=2026-11-01&kind=purchase");
    assert.deepStrictEqual(actsFilter.queryOf(acts), { from: "2026-11-01", kind: "purchase" });
});

test("balances are shown for the filter's days, or the last thirty, and never for more than the API gives", () => {
    assert.deepStrictEqual(rangeOf("", "", "2026-11-24"), { from: "2026-10-26", to: "2026-11-24" });
    assert.deepStrictEqual(rangeOf("2026-11-01", "2026-12-31", "2026-11-24"), { from: "2026-11-01", to: "2026-11-24" });
    assert.deepStrictEqual(rangeOf("2020-01-01", "", "2026-11-24"), { from: "2025-10-21", to: "2026-11-24" });
    assert.deepStrictEqual(rangeOf("2026-11-20", "2026-11-10", "2026-11-24"), { from: "2026-11-10", to: "2026-11-10" });
});

test("opening and what came and went make the closing", () => {
    const day = (part: Partial<BalanceDay>): BalanceDay => ({
        date: "2026-11-22",
        opening: 0,
        granted: 0,
        lapsed: 0,
        used: 0,
        adjusted: 0,
        closing: 0,
        ...part,
    });
    const days = [day({ opening: 100, used: 30, closing: 70 }), day({ opening: 70, granted: 50, used: 20, lapsed: 10, closing: 90 })];
    assert.deepStrictEqual(summaryOf(days), { opening: 100, granted: 50, used: 50, lapsed: 10, adjusted: 0, closing: 90 });
    assert.strictEqual(summaryOf([]), null);
});

test("lots stand in the order in which they burn, those that are over last", () => {
    const lot = (id: number, state: Lot["state"], expires: string | null) => ({ id, state, expires }) as Lot;
    const lots = [
        lot(1, "lapsed", "2026-10-01"),
        lot(2, "active", null),
        lot(3, "future", "2027-01-01"),
        lot(4, "active", "2026-12-03"),
        lot(5, "used", "2026-11-01"),
    ];
    assert.deepStrictEqual(
        inOrder(lots).map((one) => one.id),
        [4, 2, 3, 5, 1],
    );
});

test("the button of a change of plan says what it does, when and for how much", () => {
    const preview = {
        change: "upgrade",
        effective: "now",
        effectiveAt: "2026-12-02T23:00:00.000Z",
        to: { name: "Pro" },
        price: "18.82",
        currency: "USD",
    } as PlanPreview;
    assert.strictEqual(changeButton(preview, "UTC", "en-GB"), "Change to Pro now for 18.82 USD");
    const later = { ...preview, change: "downgrade", effective: "reset" } as PlanPreview;
    assert.strictEqual(changeButton(later, "Europe/Prague", "en-GB"), "Change to Pro on 3 Dec");
    assert.strictEqual(changeButton({ ...preview, change: "same" } as PlanPreview, "UTC"), "This is your plan");
    assert.strictEqual(changeButton(undefined, "UTC"), "Change plan");
});

test("thresholds and recipients are taken as typed, or not at all", () => {
    assert.deepStrictEqual(thresholdsOf("90 %, 75;100, 75"), [75, 90, 100]);
    assert.strictEqual(thresholdsOf("75, often"), null);
    assert.strictEqual(thresholdsOf("0"), null);
    assert.strictEqual(thresholdsOf(""), null);
    assert.deepStrictEqual(recipientsOf("ann@example.org\n bob@example.org, ann@example.org"), ["ann@example.org", "bob@example.org"]);
    assert.deepStrictEqual(recipientsOf(""), []);
    assert.strictEqual(recipientsOf("ann"), null);
});

test("a budget says whose it is, in the operator's word for scenario, and what happens at its limit", () => {
    const words = { scenario: "workflow", Scenario: "Workflow" };
    const budget = { scope: "run", scenarioId: null, teamId: null, scenarioName: null, teamName: null } as Budget;
    assert.strictEqual(budgetFor(budget, words), "Each run of any workflow");
    assert.strictEqual(budgetFor({ ...budget, scenarioId: 7, scenarioName: "Mail" }, words), "Each run of Mail");
    assert.strictEqual(budgetFor({ ...budget, scope: "scenario", scenarioId: 7 }, words), "Workflow 7");
    assert.strictEqual(atTheLimit({ hardStop: false, scope: "run" }), "tells, nothing stops");
    assert.strictEqual(atTheLimit({ hardStop: true, scope: "team" }), "runs pause");
});

const pro: Plan = {
    id: "pro",
    name: "Pro",
    shipped: true,
    unlimited: false,
    centicredits: 1_000_000,
    transferBytes: 5_000_000_000,
    periodKind: "monthly",
    retentionDays: 30,
    price: "18.82",
    currency: "USD",
    priceCenticredits: 1_000_000,
    rollover: { percent: 100, maximum: 500 },
    extraPercent: 125,
    manualUnit: 100_000,
    autoUnit: 1_000_000,
    sellsExtra: true,
    autoPurchasing: true,
    limits: [{ name: "activeScenarios", label: "Active", value: 2, text: "2" }],
};

test("a plan that was only looked at is sent as it was", () => {
    assert.deepStrictEqual(mistakesIn(formOf(pro)), {});
    assert.deepStrictEqual(planFrom(formOf(pro), pro), pro);
    const free: Plan = { ...pro, unlimited: true, centicredits: null, transferBytes: null, retentionDays: null, price: null, currency: null, rollover: null };
    assert.deepStrictEqual(mistakesIn(formOf(free)), {});
    assert.deepStrictEqual(planFrom(formOf(free), free), free);
});

test("what can't be a plan is said by its field", () => {
    const form = { ...formOf(pro), id: "Pro plan", name: " ", credits: "many", price: "18,8,2", currency: "dollars", manualUnit: "0" };
    assert.deepStrictEqual(Object.keys(mistakesIn(form)).sort(), ["credits", "currency", "id", "manualUnit", "name", "price"]);
});

test("a new card begins as the one in force, next month, and what is no card says so", () => {
    const card = { id: "2026-01-01", effectiveFrom: "2026-01-01T00:00:00Z", inForce: true, shipped: true, rules: [], modules: {}, models: {} };
    const draft = readCard(draftFrom(card, new Date("2026-12-24T08:00:00Z")));
    assert.deepStrictEqual("card" in draft && draft.from, "2027-01-01T00:00:00.000Z");
    assert.ok("error" in readCard("{"));
    assert.ok("error" in readCard("[]"));
    assert.ok("error" in readCard('{"effectiveFrom":"soon"}'));
});
