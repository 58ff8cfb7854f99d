import re

from playwright.sync_api import expect

from figures import cell, figure, table_row
from program import BLUEPRINTS, NINETEEN


def test_l1_credits_beside_each_scenario_and_sorted_by_them(app, server, scenario, run):
    other = server.import_blueprint()
    page = app.go("/scenarios")
    row = table_row(page, "scenarios-table", scenario["id"])
    assert figure(cell(row, "centicredits").locator(".credit-amount")) == 19
    expect(cell(row, "centicredits").get_by_role("img", name=re.compile("Last 14 days"))).to_be_visible()
    assert figure(cell(row, "executions")) == 1
    page.get_by_role("button", name="Credits this period").click()
    expect(page.get_by_role("columnheader", name="Credits this period")).to_have_attribute("aria-sort", "descending")
    expect(page).to_have_url(re.compile("sort=centicredits"))
    keys = [row.get_attribute("data-key") for row in page.get_by_test_id("scenarios-table").locator("tbody tr").all()]
    assert keys.index(str(scenario["id"])) < keys.index(str(other["id"]))


def test_a_switch_turns_a_scenario_on_and_off(app, server, scenario):
    page = app.go("/scenarios")
    switch = table_row(page, "scenarios-table", scenario["id"]).get_by_role("switch")
    expect(switch).to_have_attribute("aria-checked", "false")
    with page.expect_response(re.compile(r"/start$")) as answer:
        switch.click()
    assert answer.value.ok, answer.value.text()
    expect(switch).to_have_attribute("aria-checked", "true")
    with page.expect_response(re.compile(r"/stop$")):
        switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")


def test_a_file_that_is_no_json_says_where(app, server):
    page = app.go("/scenarios")
    page.get_by_role("button", name="Import", exact=True).click()
    broken = {"name": "broken.json", "mimeType": "application/json", "buffer": b'{\n  "name": "x",\n  "flow": [ {"id": 1 "module": "x"} ]\n}'}
    page.get_by_test_id("import-file").set_input_files(broken)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("broken.json was not imported")
    expect(alert).to_contain_text("line 3")


def test_a_file_becomes_a_scenario(app, server):
    page = app.go("/scenarios")
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_test_id("import-file").set_input_files(BLUEPRINTS / NINETEEN)
    expect(page).to_have_url(re.compile(r"/scenarios/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("learning basic functions")


def test_the_example_runs_without_anything_connected(app, server):
    page = app.go("/scenarios")
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_role("button", name="Import an example").click()
    expect(page).to_have_url(re.compile(r"/scenarios/\d+$"))
    page.get_by_role("button", name="Run once").click()
    last = page.get_by_test_id("last-runs").get_by_role("link").nth(1)
    expect(last).to_contain_text("Success")
    assert figure(last.locator(".credit-amount")) > 0
