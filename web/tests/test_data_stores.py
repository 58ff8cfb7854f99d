"""Data stores: records listed, searched, added, edited, deleted."""

import pytest
from playwright.sync_api import expect

from figures import table_row
from test_accessibility import found


@pytest.fixture
def store(server):
    team = server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]
    made = server.call("POST", "/data-stores", {"name": "Customers", "teamId": team, "maxSizeMB": 1})["dataStore"]
    for key in ("ada", "bob", "eve"):
        server.call("POST", f"/data-stores/{made['id']}/data", {"key": key, "data": {"name": key.title(), "city": "Prague" if key == "bob" else "Brno"}})
    return made


def records(server, store) -> dict:
    return {one["key"]: one["data"] for one in server.call("GET", f"/data-stores/{store['id']}/data")["records"]}


def test_one_is_made(app, server):
    page = app.go("/data-stores")
    page.get_by_role("button", name="New data store").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Seen already")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).wait_for()
    page = app.go("/data-stores")
    expect(page.get_by_test_id("stores-table")).to_contain_text("Seen already")
    assert found(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_records_are_searched_and_edited(app, server, store, theme):
    app.emulate_media(color_scheme=theme)
    page = app.go(f"/data-stores/{store['id']}")
    rows = page.get_by_test_id("records-table").locator("tbody tr")
    expect(rows).to_have_count(3)
    assert found(page) == []
    page.get_by_role("searchbox").fill("prague")
    expect(rows).to_have_count(1)
    rows.first.focus()
    page.keyboard.press("Enter")
    text = page.get_by_label("Data as JSON")
    text.fill("[1]")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("A record is an object")).to_be_visible()
    text.fill('{"name": "Bob", "city": "Pardubice"}')
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="No record holds that")).to_be_visible()
    assert records(server, store)["bob"] == {"name": "Bob", "city": "Pardubice"}


def test_a_search_finds_records_however_many_come_before(app, server, store):
    for number in range(60):
        server.call("POST", f"/data-stores/{store['id']}/data", {"key": f"m{number:03}", "data": {"city": "Olomouc", "nested": {"tags": ["Needle" if number == 59 else "hay"]}}})
    page = app.go(f"/data-stores/{store['id']}")
    rows = page.get_by_test_id("records-table").locator("tbody tr")
    page.get_by_role("searchbox").fill("nEEdle")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("m059")
    page.get_by_role("searchbox").fill("olomouc")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name="Search on").click()
    expect(rows).to_have_count(60)
    expect(page.get_by_role("button", name="Search on")).to_have_count(0)
    assert found(page) == []


def test_records_are_added_and_deleted(app, server, store):
    page = app.go(f"/data-stores/{store['id']}")
    page.get_by_role("button", name="Add a record").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Key").fill("zoe")
    dialog.get_by_label("Data as JSON").fill('{"name": "Zoe"}')
    dialog.get_by_role("button", name="Save").click()
    expect(table_row(page, "records-table", "zoe")).to_contain_text("Zoe")
    for key in ("ada", "zoe"):
        page.get_by_role("checkbox", name=f"Choose {key}").check()
    page.get_by_role("region", name="Chosen rows").get_by_role("button", name="Delete").click()
    dialog.get_by_role("button", name="Delete 2 records").click()
    expect(page.get_by_test_id("records-table").locator("tbody tr")).to_have_count(2)
    assert sorted(records(server, store)) == ["bob", "eve"]
