"""Incomplete executions: what is kept of a failure, tried again, mended, deleted."""

import json
import re

import pytest
from playwright.sync_api import expect

import engine
from figures import cell, table_row
from test_accessibility import found


@pytest.fixture
def shop(server):
    return engine.breaking(server)


@pytest.fixture
def kept(server, shop):
    engine.ended_run(server, shop["id"])
    return engine.incompletes(server, shop["id"])[0]


def mend(server, scenario: int):
    """The scenario as it is now: nothing is thrown any more."""
    plan = engine.blueprint("Shop", [engine.module(1, "util:SetVariable2", {"name": "word", "scope": "roundtrip", "value": "b"}), engine.module(2, "util:SetVariable2", {"name": "c", "scope": "roundtrip", "value": "{{1.word}}"})], dlq=True)
    server.call("PATCH", f"/scenarios/{scenario}", {"blueprint": json.dumps(plan)})


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_list_says_what_failed_where_and_since_when(app, server, shop, kept, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page = app.go(f"/scenarios/{shop['id']}/incomplete")
    row = table_row(page, "incomplete-table", kept["id"])
    expect(cell(row, "state").locator(".mark")).to_have_text("Unresolved")
    expect(cell(row, "reason")).to_contain_text("The shop is closed")
    expect(cell(row, "next")).to_have_text("by hand")
    expect(page.get_by_test_id("incomplete-count")).to_contain_text("1")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Retry").click()
    assert found(page) == []


def test_the_list_of_all_counts_the_open_ones(app, server, shop, kept):
    page = app.go("/scenarios")
    row = table_row(page, "scenarios-table", shop["id"])
    row.get_by_role("link", name="1 incomplete").click()
    expect(page).to_have_url(re.compile(rf"/scenarios/{shop['id']}/incomplete$"))


def test_chosen_ones_are_retried_as_it_is_now(app, server, shop, kept):
    mend(server, shop["id"])
    page = app.go(f"/scenarios/{shop['id']}/incomplete")
    table_row(page, "incomplete-table", kept["id"]).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Retry").press("Enter")
    page.get_by_role("menuitem", name="as it is now").press("Enter")
    expect(page.get_by_text("1 attempt has begun")).to_be_visible()
    expect(page.get_by_role("heading", name="Nothing is left to be done")).to_be_visible()
    page.get_by_role("tab", name="Resolved too").click()
    expect(cell(table_row(page, "incomplete-table", kept["id"]), "state").locator(".mark")).to_have_text("Resolved")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_details_show_the_error_the_bundles_and_the_attempts(app, server, shop, kept, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page = app.go(f"/scenarios/{shop['id']}/incomplete/{kept['id']}")
    expect(page.get_by_test_id("incomplete-state")).to_contain_text("Waits for you")
    expect(page.get_by_text("The shop is closed")).to_be_visible()
    expect(page.get_by_test_id("bundles")).to_contain_text(engine.GOOD)
    page.get_by_role("button", name="Retry").click()
    page.get_by_role("menuitem", name="as it was").click()
    row = page.get_by_test_id("attempts-table").locator("tbody tr")
    expect(row).to_have_count(1)
    expect(cell(row, "type")).to_have_text("by hand")
    assert found(page) == []
    row.get_by_role("link", name="Details").click()
    related = page.get_by_test_id("run-related")
    related.get_by_role("link", name="Attempt at this incomplete execution").click()
    page.get_by_role("link", name="The run that it failed in").click()
    page.get_by_test_id("run-related").get_by_role("link", name="Incomplete execution").click()
    expect(page).to_have_url(re.compile(kept["id"]))


def test_a_bundle_is_edited_and_its_mistakes_are_named(app, server, shop, kept):
    page = app.go(f"/scenarios/{shop['id']}/incomplete/{kept['id']}")
    page.get_by_role("button", name=re.compile("Edit the bundle of")).click()
    text = page.get_by_role("textbox", name=re.compile("as JSON"))
    expect(text).to_be_focused()
    text.fill('{\n  "word": "open",\n}')
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="not JSON")).to_contain_text("line 3")
    text.fill('{ "word": "open again" }')
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_test_id("bundles")).to_contain_text("open again")
    assert server.call("GET", f"/dlqs/{kept['id']}/bundle")["response"]["1"] == {"word": "open again"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_module_that_failed_is_mended_for_this_bundle_alone(app, server, theme):
    flow = [
        engine.module(1, "util:SetVariable2", {"name": "word", "scope": "roundtrip", "value": engine.GOOD}),
        engine.module(2, "json:ParseJSON", {"json": "{{1.word}}"}, onerror=[engine.module(3, "builtin:Break", {"retry": False})]),
    ]
    shop = engine.make(server, engine.blueprint("Reads", flow, dlq=True))["id"]
    engine.ended_run(server, shop)
    kept = engine.incompletes(server, shop)[0]
    before = server.call("GET", f"/scenarios/{shop}/blueprint")["response"]["blueprint"]
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page = app.go(f"/scenarios/{shop}/incomplete/{kept['id']}")
    page.get_by_role("button", name="Edit the settings of").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Save")).to_be_disabled()
    dialog.get_by_role("textbox", name="JSON").first.fill('{"a": 1}')
    assert found(page) == []
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("that has your change now")).to_be_visible()
    page.get_by_role("button", name="Retry").click()
    page.get_by_role("menuitem", name="as it was").click()
    expect(page.get_by_test_id("incomplete-state")).to_contain_text("Resolved")
    assert server.call("GET", f"/scenarios/{shop}/blueprint")["response"]["blueprint"] == before


def test_deleting_says_what_is_lost(app, server, shop, kept):
    page = app.go(f"/scenarios/{shop['id']}/incomplete/{kept['id']}")
    page.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("is lost and can't be tried again")
    assert found(page) == []
    dialog.get_by_role("button", name="Delete 1 incomplete execution").click()
    expect(page).to_have_url(re.compile(r"/incomplete$"))
    assert engine.incompletes(server, shop["id"]) == []


def test_without_keeping_the_place_says_so(app, server):
    plain = engine.make(server, engine.blueprint("Plain", [engine.module(1, "util:SetVariable2", {"name": "a", "scope": "roundtrip", "value": "b"})]))
    page = app.go(f"/scenarios/{plain['id']}/incomplete")
    page.get_by_role("link", name="Keep them from now on").click()
    expect(page).to_have_url(re.compile("/settings$"))
