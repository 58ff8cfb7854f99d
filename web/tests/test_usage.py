import csv
import io
import re

from playwright.sync_api import expect

from credits import on_plan
from figures import cell, figure, table_row


def test_u1_one_row_per_run(app, server, scenario, run):
    page = app.go(f"/org/{server.organization}/usage")
    for title in ["Name", "Type", "Credits", "Data transfer", "Usage recorded"]:
        expect(page.get_by_role("columnheader", name=title)).to_be_visible()
    row = table_row(page, "usage-table", run)
    expect(cell(row, "name")).to_have_text(scenario["name"])
    expect(cell(row, "kind")).to_have_text("Scenario")
    assert figure(cell(row, "centicredits")) == 19
    expect(cell(row, "transfer")).to_have_text("0 B")
    assert re.search(r"UTC|GMT", cell(row, "timestamp").locator("time").get_attribute("title"))


def test_u2_a_name_leads_to_that_very_run(app, server, scenario, run):
    page = app.go(f"/org/{server.organization}/usage")
    table_row(page, "usage-table", run).get_by_role("link", name=scenario["name"]).click()
    expect(page).to_have_url(f"{server.url}/scenarios/{scenario['id']}/history/{run}")
    expect(page.get_by_test_id("run-credits")).to_contain_text("19")


def test_filters_stand_in_the_address_and_change_the_sum(app, server, run):
    page = app.go(f"/org/{server.organization}/usage")
    all_credits = figure(page.get_by_test_id("usage-sum"))
    page.get_by_label("At least credits").fill("100000")
    expect(page).to_have_url(re.compile(r"\?min=100000$"))
    expect(page.get_by_text("No run is like that")).to_be_visible()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page).to_have_url(re.compile(r"/usage$"))
    expect(page.get_by_test_id("usage-table").locator("tbody tr").first).to_be_visible()
    page.get_by_label("Started by").select_option("manualTest")
    expect(page).to_have_url(re.compile("origin=manualTest"))
    page.reload()
    expect(page.get_by_label("Started by")).to_have_value("manualTest")
    page.get_by_test_id("usage-table").wait_for()
    assert figure(page.get_by_test_id("usage-sum")) == all_credits


def test_export_is_what_is_filtered(app, server, scenario, run):
    page = app.go(f"/org/{server.organization}/usage")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export CSV").click()
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read(), newline="")))
    mine = next(row for row in rows if row["Run"] == run)
    assert mine["Credits"] == "19"
    assert mine["Name"] == scenario["name"]


def test_u3_the_page_says_how_long_entries_are_kept_and_which_total_stays(app, server, run):
    page = app.go(f"/org/{server.organization}/usage")
    kept = page.get_by_test_id("kept")
    expect(kept).to_contain_text("Entries are kept for 60 days")
    expect(kept).to_contain_text("Totals stay")
    assert figure(page.get_by_test_id("kept-total")) == figure(page.get_by_test_id("usage-sum"))
    with on_plan(server, "pro"):
        page.reload()
        expect(kept).to_contain_text("Entries are kept for 30 days")
    kept.get_by_role("link", name="in the statement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Statement")
