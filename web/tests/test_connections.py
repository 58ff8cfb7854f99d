"""Connections and keys: added, chosen in the builder, changed, deleted, and their secrets never shown."""

import pytest
from playwright.sync_api import expect

import engine
from building import open_builder, open_module
from test_accessibility import found

SECRET = "hunter2 and a long tail"


@pytest.fixture
def team(server):
    return server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]


@pytest.fixture
def key(server, team):
    made = server.call("POST", "/keys", {"name": "Weather", "teamId": team, "typeName": "apikey", "parameters": {"key": SECRET, "placement": "header", "name": "X-Key"}})["key"]
    yield made
    if any(one["id"] == made["id"] for one in keys(server, team)):
        server.call("DELETE", f"/keys/{made['id']}?confirmed=true")


def keys(server, team) -> list[dict]:
    return server.call("GET", f"/keys?teamId={team}")["keys"]


def request(server, key) -> dict:
    flow = [engine.module(1, "http:MakeRequest", {"url": "http://127.0.0.1:1/"}, {"authenticationType": "apiKey", "apiKeyKeychain": key["id"]})]
    return engine.make(server, engine.blueprint("Asks for the weather", flow))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_is_added_by_the_form_of_its_kind(app, server, team, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page = app.go("/connections")
    page.get_by_role("button", name="Add").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Kind").select_option(label="Mail server, for sending (SMTP)")
    dialog.get_by_label("Host", exact=True).wait_for()
    dialog.get_by_role("button", name="Add").click()
    expect(dialog.get_by_text("It is needed.")).to_be_visible()
    assert found(page) == []
    dialog.get_by_label("Name", exact=True).fill(f"Post office {theme}")
    dialog.get_by_label("Host", exact=True).fill("mail.example.org")
    dialog.get_by_label("User name", exact=True).fill("ada")
    dialog.get_by_label("Password", exact=True).fill(SECRET)
    page.keyboard.press("Enter")
    row = page.get_by_test_id("connections-table").locator("tbody tr").filter(has_text=f"Post office {theme}")
    expect(row).to_contain_text("ada at mail.example.org")
    assert SECRET not in page.content()
    assert found(page) == []


def test_secrets_are_replaced_and_never_shown(app, server, team, key):
    page = app.go("/connections")
    page.get_by_role("button", name="Change Weather").click()
    dialog = page.get_by_role("dialog")
    secret = dialog.get_by_label("Key", exact=True)
    expect(secret).to_have_value("")
    expect(dialog).to_contain_text("Kept, and not shown")
    expect(dialog.get_by_label("Name", exact=True).last).to_have_value("X-Key")
    secret.fill("another one")
    dialog.get_by_label("Name", exact=True).first.fill("Weather service")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It holds from the next operation on.")).to_be_visible()
    kept = keys(server, team)
    assert [one["name"] for one in kept if one["id"] == key["id"]] == ["Weather service"]
    assert [one["fields"]["name"] for one in kept if one["id"] == key["id"]] == ["X-Key"]


def test_verifying_shows_what_the_server_answers(app, server, team, key):
    server.call("POST", f"/connections?teamId={team}", {"accountName": "Post", "accountType": "smtp", "host": "127.0.0.1", "user": "ada@example.org", "password": SECRET})
    page = app.go("/connections")
    page.get_by_role("button", name="Verify Weather").press("Enter")
    expect(page.get_by_text("Weather can be used.")).to_be_visible()
    page.get_by_role("button", name="Verify Post", exact=True).click()
    expect(page.get_by_text("Post can't be used.")).to_be_visible()
    assert found(page) == []


def test_deleting_names_the_scenarios_that_use_it(app, server, team, key):
    request(server, key)
    page = app.go("/connections")
    page.get_by_role("button", name="Delete Weather").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_test_id("used-by")).to_contain_text("Asks for the weather")
    assert found(page) == []
    dialog.get_by_role("button", name="Delete Weather").click()
    expect(page.get_by_text("Weather is deleted.")).to_be_visible()
    assert key["id"] not in [one["id"] for one in keys(server, team)]


def test_the_builder_offers_those_of_the_kind_and_makes_one(app, server, team, key):
    scenario = request(server, key)
    page = open_builder(app, scenario["id"])
    panel = open_module(page, 1)
    field = panel.locator(".field").filter(has=page.locator("option", has_text="Weather")).first
    picker = field.locator("select")
    expect(picker).to_have_value(str(key["id"]))
    field.get_by_role("button", name="Add").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).first.fill("Made here")
    dialog.get_by_label("Key", exact=True).fill(SECRET)
    # The server takes its time: first to make it, then to list it.
    making, listing = [], []
    page.route("**/api/v2/keys", lambda route: making.append(route))
    page.route("**/api/v2/keys?*", lambda route: listing.append(route))
    with page.expect_request("**/api/v2/keys"):
        dialog.get_by_role("button", name="Add").click()
    expect(dialog.get_by_role("button", name="Add")).to_be_disabled()
    expect(picker.locator("option:checked")).to_have_text("Weather")
    with page.expect_request("**/api/v2/keys?*"):
        making[0].continue_()
    expect(dialog).to_have_count(0)
    expect(picker.locator("option:checked")).to_have_text("Made here")
    expect(picker).to_be_focused()
    for held in listing:
        held.continue_()
    page.unroute("**/api/v2/keys?*")
    expect(picker.locator("option:checked")).to_have_text("Made here")
    assert found(page) == []


def test_what_is_typed_while_a_webhook_is_made_stays(app, server):
    flow = [engine.module(1, "gateway:CustomWebHook", parameters={"maxResults": 2})]
    page = open_builder(app, engine.make(server, engine.blueprint("Listens", flow))["id"])
    panel = open_module(page, 1)
    panel.get_by_role("button", name="New").click()
    panel.get_by_label("Name of the new webhook").fill("Orders")
    making = []
    page.route("**/api/v2/hooks", lambda route: making.append(route))
    with page.expect_request("**/api/v2/hooks"):
        panel.get_by_role("button", name="Create webhook").click()
    most = panel.get_by_role("textbox", name="Maximum number of results")
    most.fill("7")
    making[0].continue_()
    expect(panel.get_by_label("Webhook").first.locator("option:checked")).to_have_text("Orders")
    expect(most).to_have_value("7")
