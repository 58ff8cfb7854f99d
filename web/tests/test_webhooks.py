"""Webhooks' settings: who may deliver, and what is sent."""

import json
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from test_accessibility import found

SECRET = "a very secret key"


@pytest.fixture
def hook(server):
    team = server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]
    return server.call("POST", "/hooks", {"name": "Orders", "teamId": team, "typeName": "gateway-webhook"})["hook"]


def test_one_is_made_and_listed_with_what_waits(app, server):
    page = app.go("/webhooks")
    page.get_by_role("button", name="New webhook").click()
    page.get_by_role("dialog").get_by_label("Name").fill("From the shop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("From the shop")
    expect(page.get_by_text("/hook/")).to_be_visible()
    page.get_by_role("link", name="Webhooks").first.click()
    row = page.get_by_test_id("webhooks-table").locator("tbody tr").filter(has_text="From the shop")
    expect(row).to_contain_text("nobody listens")
    expect(row).to_contain_text("0 of")
    assert found(page) == []


def test_one_for_mail_is_made_and_says_where_mail_is_taken_in(app, server):
    page = app.go("/webhooks")
    page.get_by_role("button", name="New webhook").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Invoices")
    dialog.get_by_label("Kind").select_option("gateway-mailhook")
    assert found(page) == []
    dialog.get_by_role("button", name="Create webhook").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Invoices")
    expect(page.get_by_text("Mail address")).to_be_visible()
    expect(page.get_by_text("--mail-port")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_key_and_addresses_guard_it_and_the_key_is_never_shown(app, server, hook, theme):
    app.emulate_media(color_scheme=theme)
    page = app.go(f"/webhooks/{hook['id']}")
    page.get_by_label("A key in a header").check()
    page.get_by_label("A signature of the body (HMAC)").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The key is needed.")).to_be_visible()
    page.get_by_label("Key", exact=True).fill(SECRET)
    page.get_by_label("Secret", exact=True).fill(SECRET)
    page.get_by_label("Allowed addresses").fill("203.0.113.0/24\n127.0.0.1")
    assert found(page) == []
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It holds from the next delivery on.")).to_be_visible()
    data = server.call("GET", f"/hooks/{hook['id']}")["hook"]["data"]
    assert data["apiKey"] == {"header": "x-make-apikey", "secretSet": True}
    assert data["signature"]["secretSet"] and data["signature"]["prefix"] == "sha256="
    assert "203.0.113.0/24" in data["ip"] and "127.0.0.1" in data["ip"]
    page.reload()
    expect(page.get_by_label("Allowed addresses")).to_have_value("203.0.113.0/24\n127.0.0.1")
    expect(page.get_by_label("Key", exact=True)).to_have_value("")
    page.get_by_label("Get the request's method").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It holds from the next delivery on.")).to_be_visible()
    assert server.call("GET", f"/hooks/{hook['id']}")["hook"]["data"]["apiKey"]["secretSet"]


def test_what_came_is_listed_with_its_answer_and_its_run(app, server):
    team = server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]
    blueprint = {
        "name": "Took a delivery",
        "flow": [
            {"id": 1, "module": "gateway:CustomWebHook", "version": 1, "parameters": {}, "mapper": {}},
            {"id": 2, "module": "util:ComposeTransformer", "version": 1, "mapper": {"value": "{{1.order}}"}},
        ],
        "metadata": {"version": 1},
    }
    scenario = server.call("POST", "/scenarios", {"teamId": team, "blueprint": json.dumps(blueprint), "scheduling": json.dumps({"type": "immediately"})})["scenario"]
    server.call("POST", f"/scenarios/{scenario['id']}/start")
    hook = server.call("GET", f"/hooks/{scenario['hookId']}")["hook"]
    good = urllib.request.Request(f"{hook['url']}?source=shop", data=b'{"order": 17}', headers={"Content-Type": "application/json"})
    urllib.request.urlopen(good).read()
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(urllib.request.Request(hook["url"], data=b"{", headers={"Content-Type": "application/json"}))
    page = app.go(f"/webhooks/{hook['id']}")
    expect(page.get_by_role("main").get_by_role("link", name="Took a delivery")).to_be_visible()
    rows = page.get_by_test_id("deliveries-table").locator("tbody tr")
    # They are written down once a second, and the page looks again by itself.
    expect(rows).to_have_count(2, timeout=15_000)
    expect(rows.first).to_contain_text("400")
    expect(rows.nth(1)).to_contain_text("200")
    assert found(page) == []
    rows.nth(1).focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("source")
    expect(dialog.get_by_role("group", name="Bundle")).to_contain_text('"order": 17')
    assert found(page) == []
    page.keyboard.press("Escape")
    rows.nth(1).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/history/" in page.url


def test_the_structure_is_learnt_from_the_next_delivery(app, server, hook):
    page = app.go(f"/webhooks/{hook['id']}")
    page.get_by_role("button", name="Learn the structure").press("Enter")
    expect(page.get_by_text("Send something to the address now.")).to_be_visible()
    body = json.dumps({"order": {"total": 12}}).encode()
    urllib.request.urlopen(urllib.request.Request(hook["url"], data=body, headers={"Content-Type": "application/json"})).read()
    fields = page.get_by_test_id("learnt-fields").first
    expect(fields).to_contain_text("order")
    expect(fields).to_contain_text("total")
    expect(page.get_by_role("button", name="Learn again")).to_be_visible()
    assert found(page) == []
