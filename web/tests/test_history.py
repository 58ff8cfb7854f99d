import re

from playwright.sync_api import expect

import engine
from test_accessibility import found
from figures import cell, figure, table_row


def test_g2_individual_runs_with_their_credits(app, server, scenario, run):
    page = app.go(f"/scenarios/{scenario['id']}/history")
    row = table_row(page, "history-table", run)
    expect(cell(row, "state")).to_have_text("Success")
    expect(cell(row, "origin")).to_have_text("Manual test")
    assert figure(cell(row, "operations")) == 19
    assert figure(cell(row, "centicredits")) == 19
    expect(cell(row, "transfer")).to_have_text("0 B")
    expect(cell(row, "duration")).to_have_text(re.compile(r"\d+ m?s"))
    row.get_by_role("link", name="Details").click()
    expect(page).to_have_url(f"{server.url}/scenarios/{scenario['id']}/history/{run}")


def test_g2_check_runs_can_be_shown(app, server, scenario, run):
    page = app.go(f"/scenarios/{scenario['id']}/history")
    switch = page.get_by_role("switch", name="Hide check runs")
    expect(switch).to_have_attribute("aria-checked", "true")
    with page.expect_response(re.compile("showCheckRuns=true")):
        switch.click()
    expect(page).to_have_url(re.compile("checks=shown"))


def test_g2_rows_open_by_keyboard(app, server, scenario, run):
    page = app.go(f"/scenarios/{scenario['id']}/history")
    table_row(page, "history-table", run).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("run-credits")).to_contain_text("19")


def test_g1_total_last_runs_and_shares(app, server, scenario, run):
    page = app.go(f"/scenarios/{scenario['id']}")
    expect(page.get_by_test_id("scenario-total")).to_have_text("19")
    expect(page.get_by_test_id("last-runs").get_by_role("link").nth(1)).to_contain_text("19")
    expect(page.get_by_test_id("diagram")).to_be_visible()
    page.get_by_role("button", name="Show as tables").click()
    cells = page.get_by_test_id("scenario-modules").locator('tbody [data-column="centicredits"]')
    assert sum(figure(one) for one in cells.all()) == 19


def test_runs_are_known_by_the_name_that_a_module_gave_them(app, server):
    names = engine.blueprint(
        "Names its runs",
        [
            engine.module(1, "util:SetVariable2", {"name": "who", "scope": "roundtrip", "value": "Ada"}),
            engine.module(2, "scenario-service:CustomizeRunName", {"name": "Order of {{1.who}}"}, version=2),
        ],
    )
    scenario = engine.make(server, names)["id"]
    run = engine.ended_run(server, scenario)
    page = app.go(f"/scenarios/{scenario}/history")
    expect(cell(table_row(page, "history-table", run), "name")).to_have_text("Order of Ada")
    assert found(page) == []
    page.get_by_role("searchbox", name="Name of the run").fill("of bob")
    expect(page.get_by_role("heading", name="No run is like that")).to_be_visible()
    page.get_by_role("searchbox", name="Name of the run").fill("OF ADA")
    expect(page).to_have_url(re.compile(r"name=OF\+ADA|name=OF%20ADA"))
    table_row(page, "history-table", run).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Order of Ada")
    page = app.go(f"/scenarios/{scenario}/history?text=Ada")
    expect(page.get_by_test_id("run-hits").get_by_role("link").first).to_contain_text("Order of Ada")
    page = app.go(f"/org/{server.organization}/usage")
    expect(table_row(page, "usage-table", run)).to_contain_text("Order of Ada")
