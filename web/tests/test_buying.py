import re
from decimal import ROUND_CEILING, Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from credits import left, of, offer, on_plan
from figures import becomes, cell, figure, table_row


@pytest.fixture(scope="module")
def pro(server, run):
    with on_plan(server, "pro"):
        yield server


def subscription(app, server):
    page = app.go(f"/org/{server.organization}/subscription")
    page.get_by_test_id("subscription-credits").wait_for()
    return page


def open_dialog(page):
    page.get_by_role("button", name="Buy extra credits").first.click()
    dialog = page.get_by_role("dialog", name="Buy extra credits")
    expect(dialog.get_by_label("Credits to buy")).to_be_focused()
    return dialog


def buy_five_thousand(page):
    dialog = open_dialog(page)
    dialog.get_by_role("button", name="5,000", exact=True).click()
    dialog.get_by_role("button", name="See the price").click()
    dialog.get_by_role("button", name=re.compile("^Buy 5,000 credits for")).click()
    return dialog


def test_s2_amount_price_confirm_receipt(app, pro):
    page = subscription(app, pro)
    before = left(pro)
    dialog = open_dialog(page)
    amount = dialog.get_by_label("Credits to buy")
    amount.fill("1500")
    expect(dialog.get_by_text("A multiple of 1,000.")).to_be_visible()
    expect(dialog.get_by_role("button", name="See the price")).to_be_disabled()
    dialog.get_by_role("button", name="5,000", exact=True).click()
    expect(amount).to_have_value("5000")
    dialog.get_by_role("button", name="1,000 more").click()
    expect(amount).to_have_value("6000")
    dialog.get_by_role("button", name="1,000 fewer").click()
    dialog.get_by_role("button", name="See the price").click()

    price = priced(pro, 500_000)
    expect(dialog.get_by_test_id("offer-price")).to_contain_text(f"{price} USD")
    expect(dialog.get_by_test_id("offer")).to_contain_text("Expire")
    expect(dialog).to_contain_text("At the reset:")
    assert pro.call("GET", of(pro, "/purchases"))["total"]["count"] == 0
    dialog.get_by_role("button", name=f"Buy 5,000 credits for {price} USD").click()

    receipt = dialog.get_by_test_id("receipt")
    expect(receipt).to_contain_text("when the invoice is settled")
    expect(receipt.get_by_test_id("receipt-state")).to_have_text("Waits for payment")
    number = receipt.get_by_test_id("receipt-number").inner_text()
    assert number == pro.call("GET", of(pro, "/purchases"))["purchases"][0]["receipt"]
    assert left(pro) == before
    dialog.get_by_role("button", name="Done").click()
    expect(page.get_by_test_id("purchases-table")).to_contain_text(number)


def priced(server, centicredits: int) -> str:
    """The plan's price for its credits, a quarter more, to the cent: computed beside the program."""
    plan = next(one for one in server.call("GET", "/flowmeter/plans")["plans"] if one["id"] == "pro")
    exact = Decimal(plan["price"]) * centicredits / plan["priceCenticredits"] * plan["extraPercent"] / 100
    return str(exact.quantize(Decimal("0.01"), ROUND_CEILING))


def test_s2_credits_come_when_the_invoice_is_settled(app, pro):
    page = subscription(app, pro)
    before = left(pro)
    extra = pro.call("GET", of(pro, "/subscription"))["subscription"]["credits"]["extra"]["total"]
    dialog = buy_five_thousand(page)
    number = dialog.get_by_test_id("receipt-number").inner_text()
    dialog.get_by_role("button", name="Done").click()
    page.get_by_test_id("purchases-table").get_by_text(number).click()
    receipt = page.get_by_role("dialog", name=f"Receipt {number}")
    receipt.get_by_role("button", name="Paid: add 5,000 credits").click()
    expect(receipt.get_by_test_id("receipt-state")).to_have_text("Paid")
    expect(receipt.get_by_test_id("receipt-expiry")).not_to_contain_text("set when")
    receipt.get_by_role("button", name="Close").last.click()
    assert left(pro) == before + 500_000
    expect(page.get_by_test_id("subscription-credits")).to_contain_text(f"of {(extra + 500_000) / 100:,.0f}")
    becomes(page.get_by_test_id("credit-meter"), (before + 500_000) / 100)


def test_s2_a_purchase_that_waits_is_cancelled(app, pro):
    page = subscription(app, pro)
    before = left(pro)
    dialog = buy_five_thousand(page)
    number = dialog.get_by_test_id("receipt-number").inner_text()
    dialog.get_by_role("button", name="Done").click()
    page.get_by_test_id("purchases-table").get_by_text(number).click()
    receipt = page.get_by_role("dialog", name=f"Receipt {number}")
    receipt.get_by_role("button", name="Cancel the purchase").click()
    expect(receipt.get_by_test_id("receipt-state")).to_have_text("Cancelled")
    assert left(pro) == before


def test_s2_a_lost_answer_is_not_bought_twice(app, pro):
    page = subscription(app, pro)
    count = pro.call("GET", of(pro, "/purchases"))["total"]["count"]
    lost = []

    def lose(route):
        if route.request.method != "POST" or lost:
            return route.fallback()
        lost.append(route.fetch().status)
        route.abort()

    page.route(re.compile(r"/purchases$"), lose)
    dialog = buy_five_thousand(page)
    expect(dialog.get_by_role("alert")).to_contain_text("never bought twice")
    dialog.get_by_role("button", name=re.compile("^Buy 5,000 credits for")).click()
    expect(dialog.get_by_test_id("receipt")).to_be_visible()
    assert len(lost) == 1
    assert pro.call("GET", of(pro, "/purchases"))["total"]["count"] == count + 1


def test_s2_the_dashboard_sells_the_same(app, pro):
    page = app.go(f"/org/{pro.organization}/dashboard")
    dialog = open_dialog(page)
    dialog.get_by_role("button", name="See the price").click()
    price = offer(pro, 100_000)["price"]
    expect(dialog.get_by_role("button", name=f"Buy 1,000 credits for {price} USD")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_s2_without_a_limit_there_is_nothing_to_buy(app, server, run):
    page = subscription(app, server)
    if "no limit" in page.get_by_test_id("subscription-credits").inner_text():
        expect(page.get_by_role("button", name="Buy extra credits")).to_have_count(0)


def test_s3_auto_purchasing_is_asked_for_and_says_what_it_buys(app, pro):
    page = subscription(app, pro)
    card = page.get_by_test_id("auto-purchasing")
    switch = card.get_by_role("switch", name="Auto-purchasing")
    expect(switch).to_have_attribute("aria-checked", "false")
    auto = pro.call("GET", of(pro, "/auto-purchasing"))["autoPurchasing"]
    expect(card).to_contain_text(f"{auto['unit'] / 100:,.0f} credits")
    expect(card).to_contain_text(f"{auto['price']} USD")
    expect(card.get_by_test_id("auto-bought")).to_contain_text(f"0 of at most {auto['cap'] / 100:,.0f} credits")
    expect(card.get_by_role("meter", name="Cap of this period used")).to_have_attribute("aria-valuenow", "0")
    switch.click()
    dialog = page.get_by_role("dialog", name="Turn auto-purchasing on?")
    dialog.get_by_role("button", name=re.compile("^Turn on: .* each time$")).click()
    expect(switch).to_have_attribute("aria-checked", "true")
    assert pro.call("GET", of(pro, "/auto-purchasing"))["autoPurchasing"]["on"] is True

    card.get_by_label("Buy when this many credits are left").fill("500")
    card.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("when 500 credits or fewer are left")
    assert pro.call("GET", of(pro, "/auto-purchasing"))["autoPurchasing"]["threshold"] == 50_000


def test_d3_the_dashboards_switch_is_the_same_one(app, pro):
    pro.call("PATCH", of(pro, "/auto-purchasing"), {"on": True})
    page = app.go(f"/org/{pro.organization}/dashboard")
    switch = page.get_by_test_id("auto-purchasing").get_by_role("switch", name="Auto-purchasing")
    expect(switch).to_have_attribute("aria-checked", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    expect(page.get_by_test_id("auto-purchasing")).to_contain_text("Off")
    assert pro.call("GET", of(pro, "/auto-purchasing"))["autoPurchasing"]["on"] is False


def test_s1_plan_and_extra_stand_apart_after_a_purchase(app, pro):
    page = subscription(app, pro)
    parts = pro.call("GET", of(pro, "/subscription"))["subscription"]["credits"]
    credits = page.get_by_test_id("subscription-credits")
    expect(credits).to_contain_text(f"{parts['plan']['used'] / 100:,g} of {parts['plan']['total'] / 100:,g}")
    assert figure(page.get_by_test_id("credits-used")) == parts["used"] / 100
    expect(page.get_by_test_id("reset-note")).to_contain_text("At the reset on")
    purchases = page.get_by_test_id("purchases-table").locator("tbody tr")
    first = pro.call("GET", of(pro, "/purchases"))["purchases"][0]
    assert figure(cell(table_row(page, "purchases-table", first["id"]), "centicredits")) == first["centicredits"] / 100
    assert purchases.count() <= 10


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_steps_of_buying(app, pro, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page = subscription(app, pro)
    dialog = open_dialog(page)
    assert found(page) == []
    dialog.get_by_role("button", name="See the price").click()
    dialog.get_by_test_id("offer").wait_for()
    assert found(page) == []
    dialog.get_by_role("button", name=re.compile("^Buy 1,000")).click()
    dialog.get_by_test_id("receipt").wait_for()
    assert found(page) == []


def found(page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]]
