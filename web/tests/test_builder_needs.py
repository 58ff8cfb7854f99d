"""What a scenario lacks before it can run, which fields matter, and what stands below the canvas."""

import re

import pytest
from playwright.sync_api import expect

import engine
from building import card, make_scenario, menu_command, open_builder, open_module, pick_module, wait_for_end
from test_accessibility import found


def team(server) -> int:
    return server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]


def orders() -> dict:
    hook = engine.module(1, "gateway:CustomWebHook", {}, {"hook": 1039201, "maxResults": 1})
    add = engine.module(2, "datastore:AddRecord", {"key": "a", "data": {}}, {})
    add["metadata"]["restore"] = {"parameters": {"datastore": {"label": "Customers of the old firm", "was": "1"}}}
    get = engine.module(3, "datastore:GetRecord", {"key": "a"}, {"datastore": 36975})
    warn = engine.module(4, "builtin:ThrowWarning", {"message": ""})
    return engine.blueprint("Orders", [hook, add, get, warn])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_missing_stands_on_the_cards_beside_run_once_and_under_the_field(app, server, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page = open_builder(app, make_scenario(server, orders()))
    expect(card(page, 2)).to_contain_text("needs a data store")
    expect(card(page, 3)).to_contain_text("needs a data store")
    expect(card(page, 4)).to_contain_text("needs a message")
    expect(card(page, 4)).to_have_accessible_name(re.compile("needs a message"))
    lacking = page.get_by_test_id("lacking")
    expect(lacking).to_contain_text("3")
    lacking.click()
    panel = page.get_by_test_id("module-panel")
    expect(panel).to_have_attribute("aria-label", "Module 2")
    expect(panel).to_contain_text("Choose a data store, or make a new one")
    expect(panel).to_contain_text("It was “Customers of the old firm” where the file comes from.")
    assert found(page) == []
    panel.get_by_role("button", name="New", exact=True).click()
    panel.get_by_label("Name of the new data store").fill("Customers")
    panel.get_by_role("button", name="Create data store").click()
    expect(card(page, 2)).not_to_contain_text("needs")
    lacking.click()
    expect(panel).to_have_attribute("aria-label", "Module 3")
    expect(panel).to_contain_text("Nothing here has the number 36975")
    panel.get_by_label("Data store", exact=True).select_option(label="Customers")
    lacking.click()
    panel.get_by_label("Message", exact=True).fill("Done")
    expect(lacking).to_have_count(0)
    assert found(page) == []


def test_a_module_that_names_no_webhook_of_ours_shows_the_one_that_is_listened_to(app, server):
    scenario = make_scenario(server, orders())
    before = server.call("GET", f"/scenarios/{scenario}/blueprint")["response"]["blueprint"]
    own = server.call("GET", f"/scenarios/{scenario}")["scenario"]["hookId"]
    page = open_builder(app, scenario)
    panel = open_module(page, 1)
    expect(panel.get_by_label("Webhook", exact=True)).to_have_value(str(own))
    expect(panel).to_contain_text("The file names number 1039201, which is not here")
    url = next(one["url"] for one in server.call("GET", f"/hooks?teamId={team(server)}")["hooks"] if one["id"] == own)
    expect(panel.get_by_label("Address of the webhook")).to_have_value(url)
    # Only shown: the file stays as it is.
    expect(page.get_by_test_id("save")).to_have_accessible_name("Saved")
    assert server.call("GET", f"/scenarios/{scenario}/blueprint")["response"]["blueprint"] == before


def test_fields_of_other_choices_are_left_out_and_kept(app, server):
    request = engine.module(1, "http:MakeRequest", {"method": "get", "contentType": ""}, {"authenticationType": "noAuth"})
    request["version"] = 4
    page = open_builder(app, make_scenario(server, engine.blueprint("Asks", [request])))
    panel = open_module(page, 1)
    labels = panel.locator(".form-fields label").all_inner_texts()
    assert labels[:2] == ["URL", "Method"] and "Sign-in" in labels and "Body" in labels
    for absent in ("Credentials", "API key", "JSON text", "JSON fields", "Content type", "Content"):
        expect(panel.get_by_label(absent, exact=True)).to_have_count(0)
    panel.get_by_label("Sign-in", exact=True).select_option(label="API key")
    expect(panel.get_by_label("API key", exact=True)).to_be_visible()
    expect(card(page, 1)).to_contain_text("needs")
    panel.get_by_label("Body", exact=True).select_option(label="JSON")
    panel.get_by_label("JSON text", exact=True).fill("{}")
    panel.get_by_label("JSON is given as", exact=True).select_option(label="Fields")
    expect(panel.get_by_label("JSON text", exact=True)).to_have_count(0)
    panel.get_by_label("Body", exact=True).select_option(label="Other")
    expect(panel.get_by_label("Content type", exact=True)).to_be_visible()
    expect(panel.get_by_label("JSON is given as", exact=True)).to_have_count(0)
    panel.get_by_label("Body", exact=True).select_option(label="JSON")
    panel.get_by_label("JSON is given as", exact=True).select_option(label="Text")
    expect(panel.get_by_label("JSON text", exact=True)).to_have_value("{}")
    assert found(page) == []


def test_the_estimate_is_that_of_what_stands_on_the_canvas(app, server):
    page = open_builder(app, make_scenario(server, {"name": "Grows", "flow": [], "metadata": {"version": 1}}))
    expect(page.get_by_test_id("estimate")).to_have_count(0)
    page.get_by_role("button", name="Add the first module").first.click()
    pick_module(page, "set variable", 1)
    expect(page.get_by_test_id("estimate")).to_contain_text("≈ 1")
    page.keyboard.press("n")
    pick_module(page, "set variable", 2)
    expect(page.get_by_test_id("estimate")).to_contain_text("≈ 2")
    expect(page.get_by_test_id("save")).to_have_accessible_name("Save")


def test_the_current_form_of_a_module_is_found_first(app, server):
    page = open_builder(app, make_scenario(server, {"name": "Finds", "flow": [], "metadata": {"version": 1}}))
    page.get_by_role("button", name="Add the first module").first.click()
    options = page.get_by_role("dialog").get_by_role("option")
    for text, first in (("http", "HTTP: Make a request,"), ("throw", "Flow control: Throw an error,")):
        page.get_by_role("combobox", name="Find a module").fill(text)
        expect(options.first).to_have_accessible_name(re.compile(f"^{first}"))
        expect(options.filter(has_text="(older)")).to_have_count(0)
    page.get_by_role("combobox", name="Find a module").fill("older")
    expect(options.filter(has_text="(older)")).not_to_have_count(0)


def test_a_route_is_switched_off_where_one_of_its_modules_stands(app, server):
    inner = engine.module(2, "util:SetVariable2", {"name": "a", "scope": "roundtrip", "value": "b"})
    router = {"id": 1, "module": "builtin:BasicRouter", "version": 1, "mapper": None, "routes": [{"flow": [inner]}], "metadata": {"designer": {"x": 0, "y": 0}}}
    scenario = make_scenario(server, engine.blueprint("Routes", [router]))
    page = open_builder(app, scenario)
    card(page, 2).focus()
    menu_command(page, "Switch its route off")
    page.keyboard.press("Control+s")
    expect(page.get_by_test_id("save")).to_have_accessible_name("Saved")
    assert server.call("GET", f"/scenarios/{scenario}/blueprint")["response"]["blueprint"]["flow"][0]["routes"][0]["disabled"] is True
    card(page, 2).focus()
    menu_command(page, "Switch its route on")
    menu_command(page, "Copy")
    page.keyboard.press("Control+v")
    expect(card(page, 3)).to_be_visible()


def test_below_the_canvas_stand_the_switch_the_schedule_and_the_last_run(app, server):
    scenario = make_scenario(server, engine.blueprint("Below", [engine.module(1, "util:SetVariable2", {"name": "a", "scope": "roundtrip", "value": "b"})]))
    page = open_builder(app, scenario)
    strip = page.get_by_test_id("builder-strip")
    expect(strip).to_contain_text("on demand")
    expect(strip).to_contain_text("It has not run yet")
    strip.get_by_role("switch").click()
    expect(strip.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    # It can be turned again once the server has answered.
    expect(strip.get_by_role("switch")).to_be_enabled()
    assert server.call("GET", f"/scenarios/{scenario}")["scenario"]["isActive"]
    page.get_by_role("button", name="Run once").click()
    wait_for_end(page, "1 credit")
    expect(strip).to_contain_text("Success")
    expect(strip.get_by_role("link", name="now")).to_have_attribute("href", re.compile(rf"/scenarios/{scenario}/history/\w+"))
    assert found(page) == []


def test_on_a_phone_nothing_lies_beside_the_page(app, server):
    app.set_viewport_size({"width": 390, "height": 844})
    page = open_builder_on_phone(app, make_scenario(server, orders()))
    expect(page.get_by_test_id("outline-4")).to_contain_text("needs a message")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    page.get_by_test_id("outline-2").locator(".outline-name").click()
    expect(page.get_by_test_id("module-panel")).to_contain_text("Choose a data store")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390


def open_builder_on_phone(app, scenario: int):
    page = app.go(f"/scenarios/{scenario}/edit")
    page.get_by_test_id("builder-strip").wait_for()
    return page


def test_what_a_file_leaves_open_is_shown_as_the_module_takes_it(app, server):
    asks = engine.module(1, "http:MakeRequest", {"url": "https://example.org/"}, {})
    page = open_builder(app, make_scenario(server, engine.blueprint("Asks", [asks])))
    panel = open_module(page, 1)
    expect(panel.get_by_label("Treat 4xx and 5xx as errors", exact=True)).to_be_checked()
    expect(panel.get_by_label("Method", exact=True).locator("option:checked")).to_have_text("GET (unless chosen)")
    expect(panel.get_by_label("Sign-in", exact=True).locator("option:checked")).to_have_text("None (unless chosen)")
