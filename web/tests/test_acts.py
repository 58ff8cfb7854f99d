import csv
import io
import re

from playwright.sync_api import expect

from credits import grant, of, on_plan


def test_what_was_done_stands_there_with_who_did_it(app, server, scenario):
    body = {"scope": "scenario", "scenarioId": scenario["id"], "centicredits": 10_000, "hardStop": True}
    with on_plan(server, "pro"):
        server.call("POST", of(server, "/budgets"), body)
        grant(server, 50_000, "<i>a gift</i>")
        page = app.go(f"/org/{server.organization}/settings")
        page.get_by_role("link", name="Open the log of acts").click()
        table = page.get_by_test_id("acts-table")
        rows = table.locator("tbody tr")
        expect(rows.first).to_contain_text("Ada Lovelace")
        expect(rows.first).to_contain_text("500")
        expect(table).to_contain_text("127.0.0.1")


def test_the_filter_stands_in_the_address_and_the_export_follows_it(app, server, scenario):
    page = app.go(f"/org/{server.organization}/acts")
    page.get_by_label("Kind").select_option("budget")
    expect(page).to_have_url(re.compile(r"\?kind=budget$"))
    kept = server.call("GET", of(server, "/acts?kind=budget"))["acts"]
    expect(page.get_by_test_id("acts-table").locator("tbody tr")).to_have_count(len(kept))
    page.reload()
    expect(page.get_by_label("Kind")).to_have_value("budget")
    page.get_by_test_id("acts-table").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        rows = list(csv.reader(io.StringIO(file.read(), newline="")))
    assert len(rows) - 1 == len(kept)
    page.get_by_label("To", exact=True).fill("2001-01-01")
    expect(page.get_by_text("No act is like that")).to_be_visible()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page).to_have_url(re.compile(r"/acts$"))
