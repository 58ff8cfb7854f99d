"""Files that name things from elsewhere: each is chosen once, and stands where it was named."""

import json
import re

import pytest
from playwright.sync_api import expect

import engine
from program import BLUEPRINTS, NINETEEN
from test_accessibility import found


def orders(name: str) -> dict:
    """A file whose modules name a webhook and, twice, a data store."""
    hook = engine.module(1, "gateway:CustomWebHook", {}, {"hook": 4711, "maxResults": 1})
    hook["metadata"] |= {
        "parameters": [{"name": "hook", "type": "hook:gateway-webhook"}],
        "restore": {"parameters": {"hook": {"label": "Orders of the shop"}}},
    }
    flow = [hook]
    for id in (2, 3):
        add = engine.module(id, "datastore:AddRecord", {"key": "{{1.id}}", "data": {}}, {"datastore": 815})
        add["metadata"]["restore"] = {"parameters": {"datastore": {"label": "Customers"}}}
        flow.append(add)
    flow.append(engine.module(4, "shop:WatchOrders"))
    return engine.blueprint(name, flow)


def as_file(plan: dict) -> dict:
    return {"name": f"{plan['name']}.json", "mimeType": "application/json", "buffer": json.dumps(plan).encode()}


@pytest.fixture
def store(server):
    team = server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]
    return server.call("POST", "/data-stores", {"name": "Customers", "teamId": team, "maxSizeMB": 1})["dataStore"]


def choose(page, *files):
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_test_id("import-file").set_input_files(list(files))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_named_thing_is_asked_for_once_and_put_in_its_places(app, server, store, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page = app.go("/scenarios")
    choose(page, as_file(orders("Orders")))
    references = page.get_by_test_id("import-references")
    expect(references.get_by_role("listitem")).to_have_count(2)
    expect(references.get_by_label("Customers (data store)")).not_to_have_value("")
    references.get_by_label("Customers (data store)").select_option(str(store["id"]))
    references.get_by_label("Orders of the shop (webhook)").select_option("new")
    expect(references.get_by_label("Orders of the shop (webhook)").locator("option:checked")).to_have_text("Orders of the shop")
    report = page.get_by_test_id("import-report")
    expect(report).to_contain_text("3 of 4 modules run")
    expect(report).to_contain_text("shop:WatchOrders")
    expect(report).to_contain_text("not in the library")
    assert found(page) == []
    page.get_by_role("button", name="Import it").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("To look at before it runs")).to_contain_text("Not in the library")
    dialog.get_by_role("button", name="Open the scenario").click()
    scenario = re.search(r"/scenarios/(\d+)$", page.url)[1]
    kept = server.call("GET", f"/scenarios/{scenario}/blueprint")["response"]["blueprint"]
    assert [module["parameters"].get("datastore") for module in kept["flow"]] == [None, store["id"], store["id"], None]
    team = server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]
    hooks = {one["id"]: one["name"] for one in server.call("GET", f"/hooks?teamId={team}")["hooks"]}
    assert hooks[kept["flow"][0]["parameters"]["hook"]] == "Orders of the shop"


def test_what_is_left_for_later_binds_to_nothing_that_is_here(app, server):
    team = server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]
    local = server.call("POST", "/data-stores", {"name": "Orders", "teamId": team, "maxSizeMB": 1})["dataStore"]["id"]
    free = server.call("POST", "/hooks", {"name": "Free", "teamId": team, "typeName": "gateway-webhook"})["hook"]["id"]
    plan = orders("Later")
    plan["flow"][0]["parameters"]["hook"] = free
    for module in plan["flow"][1:3]:
        module["parameters"]["datastore"] = local
        module["metadata"]["restore"]["parameters"]["datastore"]["label"] = "Customers of the old firm"
    page = app.go("/scenarios")
    choose(page, as_file(plan))
    page.get_by_label("Orders of the shop (webhook)").select_option(label="Choose later")
    page.get_by_role("button", name="Import it").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Still to choose: Customers of the old firm (data store)")
    assert found(page) == []
    dialog.get_by_role("button", name="Open the scenario").click()
    scenario = re.search(r"/scenarios/(\d+)$", page.url)[1]
    kept = server.call("GET", f"/scenarios/{scenario}/blueprint")["response"]["blueprint"]
    assert [module["parameters"].get("datastore") for module in kept["flow"]] == [None] * 4
    assert kept["flow"][1]["metadata"]["restore"]["parameters"]["datastore"] == {"label": "Customers of the old firm", "was": str(local)}
    hook = server.call("GET", f"/scenarios/{scenario}")["scenario"]["hookId"]
    assert hook not in (None, free)
    run = server.call("POST", f"/flowmeter/scenarios/{scenario}/run-once", {"input": {"id": "1"}, "standIns": True})["runId"]
    stopped = engine.until(lambda: (ended := engine.run_of(server, int(scenario), run))["endedAt"] and ended)
    assert "No data store is chosen" in stopped["error"]["message"]
    assert server.call("GET", f"/data-stores/{local}")["dataStore"]["records"] == 0


def test_a_missing_connection_is_added_where_it_is_asked_for(app, server):
    mail = engine.module(1, "email:ActionSendEmail", {"to": ["a@b.example"], "contentType": "text"}, {"account": 77})
    mail["version"] = 7
    mail["metadata"]["restore"] = {"parameters": {"account": {"label": "Office mail"}}}
    sheet = engine.module(2, "google-sheets:addRow", {}, {"__IMTCONN__": 78})
    page = app.go("/scenarios")
    choose(page, as_file(engine.blueprint("Mails", [mail, sheet])))
    references = page.get_by_test_id("import-references")
    expect(references.get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_test_id("import-kept")).to_contain_text("1 thing is named only by modules that don't run here")
    references.get_by_label("Office mail (connection)").select_option("add")
    adding = page.get_by_role("dialog", name="Add a connection")
    expect(adding.get_by_label("Name", exact=True)).to_be_visible()
    assert found(page) == []
    adding.get_by_label("Name", exact=True).fill("Office")
    adding.get_by_label("Host", exact=True).fill("mail.example.org")
    adding.get_by_role("button", name="Add", exact=True).click()
    expect(references.get_by_label("Office mail (connection)").locator("option:checked")).to_have_text("Office")


def test_many_files_at_once(app, server):
    page = app.go("/scenarios")
    broken = {"name": "broken.json", "mimeType": "application/json", "buffer": b'{"flow": ['}
    plain = as_file(engine.blueprint("Plain", [engine.module(1, "util:SetVariable2", {"name": "a", "scope": "roundtrip", "value": "b"})]))
    nineteen = {"name": NINETEEN, "mimeType": "application/json", "buffer": (BLUEPRINTS / NINETEEN).read_bytes()}
    choose(page, nineteen, broken, plain)
    report = page.get_by_test_id("import-report")
    expect(report).to_contain_text("This is not JSON")
    page.get_by_role("button", name="Import 3 files").click()
    outcomes = page.get_by_test_id("import-outcomes")
    expect(outcomes.get_by_role("link", name="Plain")).to_be_visible()
    expect(outcomes.get_by_role("link", name="learning basic functions")).to_be_visible()
    expect(outcomes).to_contain_text("broken.json was not imported")
    assert found(page) == []
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    expect(page.get_by_test_id("scenarios-table")).to_contain_text("Plain")


def test_a_file_that_comes_before_the_teams_are_known_is_imported(app, server):
    waiting, is_open = [], []
    app.route("**/api/v2/teams?*", lambda route: route.continue_() if is_open else waiting.append(route))
    page = app.go("/scenarios")
    plain = engine.blueprint("Early", [engine.module(1, "util:SetVariable2", {"name": "a", "scope": "roundtrip", "value": "b"})])
    with page.expect_request("**/api/v2/flowmeter/modules*"):
        choose(page, as_file(plain))
    is_open.append(True)
    for route in waiting:
        route.continue_()
    expect(page.get_by_role("heading", level=1)).to_have_text("Early")


def test_nothing_is_imported_unasked_while_the_library_is_not_there_yet(app, server, store):
    waiting = []
    app.route("**/api/v2/flowmeter/modules*", lambda route: waiting.append(route))
    page = app.go("/scenarios")
    with page.expect_request("**/api/v2/flowmeter/modules*"):
        choose(page, as_file(orders("Quick")))
    expect(page.get_by_test_id("import-references")).to_have_count(0)
    for route in waiting:
        route.continue_()
    expect(page.get_by_test_id("import-references").get_by_role("listitem")).to_have_count(2)
