"""Runs that are stopped, replayed, searched, taken as a file."""

import re

import pytest
from playwright.sync_api import expect

import engine
from building import open_builder
from figures import table_row
from test_accessibility import found


@pytest.fixture(scope="module")
def sleeper(server):
    return engine.sleeper(server)


@pytest.fixture(scope="module")
def shop(server):
    return engine.breaking(server)


@pytest.fixture(scope="module")
def failed(server, shop):
    return engine.ended_run(server, shop["id"])


def test_g3_a_run_that_goes_on_is_stopped(app, server, sleeper):
    run = server.run_once(sleeper["id"])
    page = app.go(f"/scenarios/{sleeper['id']}/history/{run}")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_test_id("run-status")).to_contain_text("Stopped by hand")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)


def test_b1_a_run_is_stopped_in_the_builder(app, server, sleeper):
    page = open_builder(app, sleeper["id"])
    page.get_by_test_id("run-once").click()
    bar = page.get_by_test_id("run-bar")
    bar.get_by_role("button", name="Stop").click()
    expect(bar).to_contain_text("stopped the run")
    expect(bar).not_to_contain_text("Failed")
    expect(bar).to_contain_text("This run used")


def test_g3_a_run_is_replayed_and_both_lead_to_each_other(app, server, shop, failed):
    page = app.go(f"/scenarios/{shop['id']}/history/{failed}")
    page.get_by_role("button", name="Replay").click()
    dialog = page.get_by_role("dialog")
    assert found(page) == []
    dialog.get_by_role("button", name=re.compile("Replay, about 2 credits")).click()
    page.get_by_role("link", name="Watch it").click()
    expect(page.get_by_test_id("run-related")).to_contain_text("Replay of this run")
    page.get_by_role("link", name="Replay of this run").click()
    expect(page).to_have_url(re.compile(failed))
    expect(page.get_by_test_id("run-related").get_by_role("link", name="Replay", exact=True).first).to_be_visible()


def test_g3_errors_stand_apart_and_lead_to_their_operations(app, server, shop, failed):
    page = app.go(f"/scenarios/{shop['id']}/history/{failed}")
    page.get_by_test_id("run-mishaps").get_by_role("button", name="1 error in").click()
    rows = page.get_by_test_id("operations-table").locator("tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Error")


def test_g2_chosen_runs_are_replayed_by_keyboard(app, server, shop, failed):
    server.call("GET", f"/scenarios/{shop['id']}/logs")
    page = app.go(f"/scenarios/{shop['id']}/history")
    row = table_row(page, "history-table", failed)
    row.focus()
    page.keyboard.press("Space")
    bar = page.get_by_role("region", name="Chosen rows")
    expect(bar).to_contain_text("1 run chosen")
    page.get_by_role("checkbox", name="Choose all of Runs").click()
    expect(bar).not_to_contain_text("1 run chosen")
    page.get_by_role("checkbox", name="Choose all of Runs").click()
    expect(bar).to_have_count(0)
    row.get_by_role("checkbox").check()
    before = len(server.call("GET", f"/scenarios/{shop['id']}/logs")["scenarioLogs"])
    bar.get_by_role("button", name="Replay 1 run").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Replay, about")).click()
    expect(page.get_by_text("1 run is replayed")).to_be_visible()
    assert len(server.call("GET", f"/scenarios/{shop['id']}/logs")["scenarioLogs"]) == before + 1
    expect(bar).to_have_count(0)


def test_g2_a_search_leads_to_the_operation(app, server, shop, failed):
    page = app.go(f"/scenarios/{shop['id']}/history")
    page.get_by_role("searchbox", name="Search in what runs were given and gave").fill("the shop is CLOSED")
    hits = page.get_by_test_id("run-hits").get_by_role("link")
    expect(hits.first).to_contain_text("The shop is closed")
    assert found(page) == []
    expect(page).to_have_url(re.compile("text="))
    hits.last.click()
    expect(page).to_have_url(re.compile(rf"history/{failed}\?operation=1"))
    parts = page.get_by_test_id("operation-parts")
    expect(parts).to_have_attribute("aria-label", re.compile("Operation 2"))


def test_g2_nothing_found_is_said(app, server, shop, failed):
    page = app.go(f"/scenarios/{shop['id']}/history?text=nowhere+to+be+found")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()


def test_g2_the_history_is_a_file(app, server, shop, failed):
    page = app.go(f"/scenarios/{shop['id']}/history")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text()
    assert text.startswith("run,started,state")
    assert failed in text


def test_g3_a_caller_and_what_it_called_lead_to_each_other(app, server):
    called = engine.make(server, engine.blueprint("Called", [engine.module(1, "util:SetVariable2", {"name": "a", "scope": "roundtrip", "value": "b"})]))
    caller = engine.caller(server, called["id"])
    run = engine.ended_run(server, caller["id"])
    page = app.go(f"/scenarios/{caller['id']}/history/{run}")
    page.get_by_test_id("run-related").get_by_role("link", name="Called run").click()
    expect(page).to_have_url(re.compile(rf"/scenarios/{called['id']}/history/"))
    page.get_by_test_id("run-related").get_by_role("link", name="Called by this run").click()
    expect(page).to_have_url(re.compile(rf"/scenarios/{caller['id']}/history/{run}"))
