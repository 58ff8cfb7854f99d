"""Data structures: made, edited, held to by a data store, filled in by a module, deleted."""

import pytest
from playwright.sync_api import expect

import engine
from building import open_builder, open_module
from figures import table_row
from test_accessibility import found


@pytest.fixture
def team(server):
    return server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]


@pytest.fixture
def orders(server, team):
    spec = [
        {"name": "total", "type": "number", "label": "Total", "required": True},
        {"name": "lines", "type": "array", "spec": [{"name": "sku", "type": "text", "help": "kept"}]},
    ]
    return server.call("POST", "/data-structures", {"name": "Orders", "teamId": team, "spec": spec, "strict": False})["dataStructure"]


def spec_of(server, structure: int) -> list[dict]:
    return server.call("GET", f"/data-structures/{structure}")["dataStructure"]["spec"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_is_made_from_an_example(app, server, team, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page = app.go("/data-structures")
    page.get_by_role("button", name="New data structure").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(f"Person {theme}")
    dialog.get_by_label("Example as JSON").fill('{"name": "Ada", "age": 36, "address": {"city": "London"}}')
    dialog.get_by_role("button", name="Take the fields").click()
    expect(dialog.get_by_role("group", name="city")).to_be_visible()
    dialog.get_by_label("Strict").check()
    assert found(page) == []
    dialog.get_by_role("button", name="Create data structure").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Person {theme}")
    assert found(page) == []
    made = next(one for one in server.call("GET", f"/data-structures?teamId={team}")["dataStructures"] if one["name"] == f"Person {theme}")
    assert [(one["name"], one["type"]) for one in spec_of(server, made["id"])] == [("name", "text"), ("age", "number"), ("address", "collection")]
    page = app.go("/data-structures")
    row = table_row(page, "structures-table", made["id"])
    expect(row).to_contain_text("refused")
    assert found(page) == []


def test_fields_are_edited_and_the_rest_is_kept(app, server, orders):
    page = app.go(f"/data-structures/{orders['id']}")
    page.get_by_role("group", name="sku").get_by_label("Required").check()
    page.get_by_role("button", name="Add a field to the structure").press("Enter")
    page.keyboard.type("total")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Another field has this name.")).to_be_visible()
    page.get_by_role("group", name="total").last.get_by_label("Name").fill("paid")
    page.get_by_role("group", name="paid").get_by_label("Type").select_option(label="Yes or no")
    page.get_by_role("group", name="paid").get_by_label("Default").select_option(label="No")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It holds for what is written from now on.")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    assert spec_of(server, orders["id"]) == [
        {"name": "total", "type": "number", "label": "Total", "required": True},
        {"name": "lines", "type": "array", "spec": [{"name": "sku", "type": "text", "help": "kept", "required": True}]},
        {"name": "paid", "type": "boolean", "default": False},
    ]


def test_a_data_store_is_held_to_one_and_deleting_it_says_so(app, server, team, orders):
    store = server.call("POST", "/data-stores", {"name": "Ledger", "teamId": team, "maxSizeMB": 1})["dataStore"]["id"]
    page = app.go(f"/data-stores/{store}")
    page.get_by_role("button", name="Settings").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Data structure", exact=True).select_option(value=str(orders["id"]))
    dialog.get_by_label("Room").fill("2")
    assert found(page) == []
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    kept = server.call("GET", f"/data-stores/{store}")["dataStore"]
    assert (kept["datastructureId"], kept["maxSize"]) == (orders["id"], str(2 << 20))
    page = app.go(f"/data-structures/{orders['id']}")
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_test_id("held")).to_have_text("data store Ledger")
    page.get_by_role("button", name="Delete this data structure").click()
    expect(page.get_by_text("Orders is deleted.")).to_be_visible()
    assert server.call("GET", f"/data-stores/{store}")["dataStore"]["datastructureId"] is None


def test_a_module_has_the_fields_of_its_structure(app, server, team, orders):
    scenario = engine.make(server, engine.blueprint("Writes", [engine.module(1, "json:CreateJSON", parameters={"type": orders["id"]})]))
    page = open_builder(app, scenario["id"])
    panel = open_module(page, 1)
    expect(panel.get_by_label("Data structure", exact=True).locator("option:checked")).to_have_text("Orders")
    panel.get_by_role("textbox", name="Total").fill("12")
    panel.get_by_role("button", name="New").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Invoices")
    dialog.get_by_role("button", name="Add a field").click()
    dialog.get_by_role("group").get_by_label("Name").fill("due")
    dialog.get_by_role("button", name="Create data structure").click()
    expect(panel.get_by_label("Data structure", exact=True)).to_be_focused()
    expect(panel.get_by_label("Data structure", exact=True).locator("option:checked")).to_have_text("Invoices")
    expect(panel.get_by_role("textbox", name="due")).to_be_visible()
    assert found(page) == []
