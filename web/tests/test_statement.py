import csv
import datetime
import io
import re

import pytest
from playwright.sync_api import expect

from credits import left, of, on_plan
from figures import cell, figure, table_row


@pytest.fixture(scope="module")
def pro(server, scenario):
    with on_plan(server, "pro"):
        server.run = server.run_to_end(scenario["id"])
        server.call("POST", of(server, "/grants"), {"kind": "promotional", "centicredits": 50_000, "note": "<b>Welcome</b>"})
        yield server


def statement(app, server, query: str = ""):
    page = app.go(f"/org/{server.organization}/statement{query}")
    page.get_by_test_id("statement-sum").wait_for()
    return page


def entries(server, query: str = "") -> list:
    return server.call("GET", of(server, f"/statement?pg[limit]=500{query}"))["entries"]


def signed(locator) -> float:
    return float(locator.inner_text().replace("−", "-").replace(",", "").replace("+", ""))


def test_each_entry_stands_with_the_balance_after_it(app, pro):
    page = statement(app, pro)
    rows = page.get_by_test_id("statement-table").locator("tbody tr")
    shown = [(signed(cell(row, "centicredits")), figure(cell(row, "balance"))) for row in rows.all()]
    assert shown[0][1] == left(pro) / 100
    for (amount, after), (_, before) in zip(shown, shown[1:]):
        assert round(before + amount, 2) == after
    expect(page.get_by_text("<b>Welcome</b>").first).to_be_visible()


def test_what_a_run_used_leads_to_that_run(app, pro, scenario):
    page = statement(app, pro, "?kind=usage")
    entry = next(one for one in entries(pro) if one["runId"] == pro.run)
    row = table_row(page, "statement-table", entry["id"])
    assert signed(cell(row, "centicredits")) == -19
    row.get_by_role("link", name=scenario["name"]).click()
    expect(page).to_have_url(f"{pro.url}/scenarios/{scenario['id']}/history/{pro.run}")


def test_the_filter_stands_in_the_address(app, pro):
    page = statement(app, pro)
    page.get_by_role("button", name="Kinds of entries").click()
    page.get_by_role("menuitemcheckbox", name="Used").click()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"\?kind=usage$"))
    used = [one for one in entries(pro) if one["kind"] == "usage"]
    rows = page.get_by_test_id("statement-table").locator("tbody tr")
    expect(rows).to_have_count(len(used))
    expect(page.get_by_test_id("statement-sum")).to_contain_text(f"−{-sum(one['centicredits'] for one in used) / 100:,g} credits")
    page.get_by_label("To", exact=True).fill("2001-01-01")
    expect(page).to_have_url(re.compile(r"to=2001-01-01"))
    expect(page.get_by_text("No entry is like that")).to_be_visible()
    page.reload()
    expect(page.get_by_text("No entry is like that")).to_be_visible()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page).to_have_url(re.compile(r"/statement$"))
    expect(rows).to_have_count(len(entries(pro)))


def test_opening_and_what_came_and_went_make_the_closing(app, pro):
    page = statement(app, pro)
    parts = page.get_by_test_id("balance-sum")
    value = {one.get_attribute("data-part"): figure(one) for one in parts.locator("[data-part]").all()}
    computed = value["opening"] + value.get("granted", 0) - value.get("used", 0) - value.get("lapsed", 0) + value.get("adjusted", 0)
    assert round(computed, 2) == value["closing"] == left(pro) / 100
    page.get_by_role("button", name="Show as a table").click()
    today = page.get_by_test_id("balance-table").locator("tbody tr").first
    assert figure(cell(today, "closing")) == value["closing"]
    chart = page.get_by_test_id("day-chart")
    expect(chart).to_have_attribute("aria-valuetext", re.compile(f"{value['closing']:,g} credits at its end"))


def test_the_lots_stand_beside_it_and_sum_to_the_balance(app, pro):
    page = statement(app, pro)
    balance = page.get_by_test_id("balance")
    assert figure(balance.get_by_test_id("balance-figure")) == left(pro) / 100
    lots = pro.call("GET", of(pro, "/balance"))["balance"]["lots"]
    active = [one for one in lots if one["state"] == "active"]
    shown = [figure(balance.get_by_test_id(f"lot-{one['id']}").locator(".lot-line .tabular")) for one in active]
    assert round(sum(shown), 2) == left(pro) / 100


def test_the_balance_of_a_past_day_is_that_of_its_end(app, pro):
    page = statement(app, pro)
    day = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=3)).strftime("%Y-%m-%d")
    page.get_by_label("At the end of a past day").fill(day)
    expect(page).to_have_url(re.compile(f"at={day}"))
    balance = page.get_by_test_id("balance")
    expect(balance).to_contain_text("at the end of")
    then = pro.call("GET", of(pro, f"/balance?at={day}T23:59:59Z"))["balance"]["centicredits"]
    expect(balance.get_by_test_id("balance-figure")).to_have_text("No limit" if then is None else f"{then / 100:,g}")


def test_the_export_has_every_entry_of_the_filter(app, pro):
    page = statement(app, pro, "?kind=usage")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        rows = list(csv.reader(io.StringIO(file.read(), newline="")))
    assert len(rows) - 1 == len([one for one in entries(pro) if one["kind"] == "usage"])
    assert any(pro.run in row for row in rows[1:])


def test_a_refund_of_a_run_is_an_entry_of_its_own(app, pro, scenario):
    run = pro.run_to_end(scenario["id"])
    before = left(pro)
    page = app.go(f"/scenarios/{scenario['id']}/history/{run}")
    page.get_by_role("button", name="Refund").click()
    dialog = page.get_by_role("dialog", name="Refund this run?")
    dialog.get_by_role("button", name="Give back 19 credits").click()
    expect(dialog.get_by_text("The reason stays in the ledger.")).to_be_visible()
    dialog.get_by_label("Why").fill("The service it calls was down")
    dialog.get_by_role("button", name="Give back 19 credits").click()
    expect(dialog).to_have_count(0)
    assert left(pro) == before + 1900
    page = statement(app, pro, "?kind=refund")
    expect(page.get_by_test_id("statement-table")).to_contain_text("The service it calls was down")
    assert figure(app.go(f"/scenarios/{scenario['id']}/history/{run}").get_by_test_id("run-credits")) == 19
