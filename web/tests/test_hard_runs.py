"""Runs that failed, warned, sleep or were stopped, told apart and read at a glance; and what a phone shows of them."""

import re

import pytest
from playwright.sync_api import expect

import engine
from building import open_builder
from figures import cell, table_row
from test_accessibility import found

MESSAGE = "Customer 1 is not known"


@pytest.fixture(scope="module")
def warned(server):
    flow = [
        engine.module(1, "builtin:BasicFeeder", {"array": [{"n": n} for n in range(1, 6)]}),
        engine.module(2, "builtin:ThrowError", {"message": "Customer {{1.n}} is not known"}, onerror=[engine.module(3, "builtin:Ignore")]),
    ]
    scenario = engine.make(server, engine.blueprint("Warned", flow))["id"]
    return scenario, engine.ended_run(server, scenario)


@pytest.fixture(scope="module")
def failed(server):
    flow = [
        engine.module(1, "util:SetVariable2", {"name": "a", "scope": "roundtrip", "value": "1"}),
        engine.module(2, "builtin:ThrowError", {"message": "The server refused"}),
    ]
    scenario = engine.make(server, engine.blueprint("Failed", flow))["id"]
    return scenario, engine.ended_run(server, scenario)


@pytest.fixture(scope="module")
def sleeper(server):
    scenario = engine.sleeper(server)["id"]
    stopped, sleeping = engine.live_run(server, scenario), engine.live_run(server, scenario)
    engine.until(lambda: engine.run_of(server, scenario, stopped)["state"] == "sleeping")
    server.call("POST", f"/scenarios/{scenario}/executions/{stopped}/stop", {})
    engine.until(lambda: engine.run_of(server, scenario, stopped)["endedAt"])
    return scenario, stopped, sleeping


def test_g3_a_failed_run_opens_with_what_failed(app, server, failed):
    page = app.go(f"/scenarios/{failed[0]}/history/{failed[1]}")
    expect(page.get_by_test_id("operation-parts")).to_have_attribute("aria-label", re.compile("Operation 2"))
    expect(page.get_by_test_id("operation-parts")).to_contain_text("The server refused")


def test_g3_a_handled_error_says_what_it_was_and_the_bubble_what_went_in_and_out(app, server, warned):
    page = app.go(f"/scenarios/{warned[0]}/history/{warned[1]}")
    expect(page.get_by_test_id("run-status")).to_contain_text("with errors that were handled")
    expect(page.get_by_test_id("run-mishaps")).to_contain_text(MESSAGE)
    expect(page.get_by_test_id("operation-parts")).to_have_attribute("aria-label", re.compile("Operation 2"))
    expect(page.get_by_test_id("diagram").get_by_test_id("bubble-2")).to_have_attribute("title", re.compile("5 bundles in, 0 bundles out"))
    expect(page.get_by_test_id("diagram").get_by_test_id("step-2")).to_have_attribute("data-status", "warning")


def test_b1_the_result_begins_with_the_status_and_a_warning_is_no_failure(app, server, warned):
    page = open_builder(app, warned[0])
    page.get_by_test_id("run-once").click()
    bar = page.get_by_test_id("run-bar")
    expect(page.get_by_test_id("run-bar-status")).to_contain_text("with errors that were handled", timeout=30_000)
    expect(bar).to_contain_text("5 errors")
    bar.get_by_role("button", name="Show where").click()
    panel = page.get_by_test_id("module-panel")
    first = panel.locator("details.operation").first
    expect(first).to_contain_text("Bundle 1")
    expect(first).to_have_attribute("data-tone", "warn")
    assert found(page) == []


def test_b1_on_a_phone_the_result_has_the_width_of_the_window(app, server, warned):
    app.set_viewport_size({"width": 390, "height": 844})
    page = app.go(f"/scenarios/{warned[0]}/edit")
    page.get_by_test_id("run-once").click()
    expect(page.get_by_test_id("run-bar-status")).to_be_visible(timeout=30_000)
    assert page.locator(".run-bar-text").bounding_box()["width"] > 300
    page.get_by_test_id("run-bar").get_by_role("button", name="Show where").click()
    expect(page.get_by_test_id("module-panel")).to_be_visible()
    expect(page.get_by_test_id("run-bar-status")).to_be_visible()


def test_g2_a_stopped_run_is_no_error_and_sleeping_ones_are_found(app, server, sleeper):
    scenario, stopped, sleeping = sleeper
    page = app.go(f"/scenarios/{scenario}/history?status=error")
    expect(page.get_by_role("heading", name="No run is like that")).to_be_visible()
    page.get_by_label("Status").select_option("stopped")
    expect(table_row(page, "history-table", stopped)).to_be_visible()
    expect(table_row(page, "history-table", sleeping)).to_have_count(0)
    page.get_by_label("Status").select_option("sleeping")
    expect(table_row(page, "history-table", sleeping)).to_be_visible()
    page.get_by_label("Started by").select_option("schedule")
    expect(page.get_by_role("heading", name="No run is like that")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(table_row(page, "history-table", stopped)).to_be_visible()
    page.get_by_label("To", exact=True).fill("2020-01-01")
    expect(page.get_by_role("heading", name="No run is like that")).to_be_visible()
    assert found(page) == []
    page = app.go("/scenarios")
    expect(cell(table_row(page, "scenarios-table", scenario), "errors")).to_have_text("0")


def test_g3_what_a_run_sleeps_in_has_not_succeeded_yet(app, server, sleeper):
    scenario, _, sleeping = sleeper
    page = app.go(f"/scenarios/{scenario}/history/{sleeping}")
    row = page.get_by_test_id("operations-table").locator("tbody tr").first
    expect(cell(row, "state")).to_have_text("Sleeping")
    expect(page.get_by_role("region", name="About this run")).to_contain_text("so far")


def test_g2_a_search_keeps_the_other_filters(app, server, warned):
    page = app.go(f"/scenarios/{warned[0]}/history?text=Customer")
    expect(page.get_by_test_id("run-hits")).to_be_visible()
    page.get_by_label("Started by").select_option("webhook")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()


@pytest.mark.parametrize("tab", ["history", "incomplete"])
def test_g2_tables_fit_a_phone(app, server, tab):
    shop = engine.breaking(server)["id"]
    engine.ended_run(server, shop)
    app.set_viewport_size({"width": 390, "height": 844})
    page = app.go(f"/scenarios/{shop}/{tab}")
    expect(page.locator("table tbody tr").first).to_be_visible()
    wide = "() => [...document.querySelectorAll('.table-scroll, .tabs')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert page.evaluate(wide) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    if tab == "incomplete":
        expect(page.locator("table tbody tr").first).to_contain_text("The shop is closed")
    page.locator("table tbody tr").first.locator("td").nth(1).click()
    expect(page).to_have_url(re.compile(rf"/{tab}/\w+"))


def test_w_the_cost_is_that_of_the_last_runs(app, server, warned):
    page = app.go(f"/scenarios/{warned[0]}/settings")
    page.get_by_label("Runs", exact=True).select_option("indefinitely")
    expect(page.get_by_text(re.compile(r"About 6 credits a run, as in the last (run|\d runs): about 17,280 credits"))).to_be_visible()
    option = page.get_by_label("Runs", exact=True).locator('option[value="immediately"]')
    assert option.is_disabled()


def test_l1_an_empty_scenario_is_not_switched_on(app, server):
    empty = engine.make(server, engine.blueprint("Empty", []))["id"]
    page = app.go(f"/scenarios/{empty}")
    page.get_by_role("switch").click()
    expect(page.get_by_text(re.compile("Add a first module"))).to_be_visible()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "false")


def test_l1_a_scenario_is_duplicated_and_deleted_from_its_menu(app, server, failed):
    page = app.go(f"/scenarios/{failed[0]}")
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Duplicate").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Failed (copy)")
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete this scenario").click()
    expect(page).to_have_url(re.compile(r"/scenarios$"))
    expect(page.get_by_test_id("scenarios-table")).not_to_contain_text("Failed (copy)")


def test_l1_new_scenarios_can_be_told_apart(app, server):
    for name in ["New scenario", "New scenario 2"]:
        page = app.go("/scenarios")
        expect(page.get_by_test_id("scenarios-table")).to_be_visible()
        page.get_by_role("button", name="New scenario", exact=True).click()
        expect(page.get_by_label("Name of the scenario")).to_have_value(name)
