"""Search across scenarios: by text, by module, by connection, from the list and from the palette."""

import re

import pytest
from playwright.sync_api import expect

import engine
from test_accessibility import found


@pytest.fixture(scope="module")
def shops(server):
    flow = [
        engine.module(1, "util:SetVariable2", {"name": "who", "scope": "roundtrip", "value": "Customer 7"}),
        engine.module(2, "util:ComposeTransformer", {"value": "http://127.0.0.1/orders/{{1.who}}"}),
    ]
    return engine.make(server, engine.blueprint("Orders", flow))["id"], engine.make(server, engine.blueprint("Nothing of the kind", flow[:1]))["id"]


def test_l1_a_text_in_modules_leads_to_the_builder_at_the_module(app, server, shops):
    page = app.go("/scenarios")
    page.get_by_role("button", name="Search inside").click()
    page.get_by_role("searchbox", name="Text in a module").fill("127.0.0.1/ORDERS")
    hits = page.get_by_test_id("inside-found")
    expect(hits.get_by_role("link", name="Orders", exact=True)).to_be_visible()
    expect(hits.get_by_role("link")).to_have_count(2)
    expect(page).to_have_url(re.compile("inside=127.0.0.1"))
    assert found(page) == []
    hits.get_by_role("link", name=re.compile("Compose")).click()
    expect(page).to_have_url(re.compile(rf"/scenarios/{shops[0]}/edit\?module=2"))
    expect(page.get_by_test_id("module-panel")).to_have_attribute("aria-label", "Module 2")


def test_l1_a_module_and_nothing_found(app, server, shops):
    page = app.go("/scenarios?module=util:ComposeTransformer")
    expect(page.get_by_test_id("inside-found").get_by_role("link", name="Orders", exact=True)).to_be_visible()
    expect(page.get_by_test_id("inside-found")).not_to_contain_text("Nothing of the kind")
    page = app.go("/scenarios?inside=nowhere+to+be+found")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.get_by_role("button", name="Close the search").click()
    expect(page.get_by_test_id("scenarios-table")).to_be_visible()


def test_l1_the_palette_ends_with_the_search(app, server, shops):
    page = app.go("/scenarios")
    page.keyboard.press("Control+k")
    page.keyboard.type("Customer")
    last = page.get_by_role("dialog").get_by_role("option").last
    expect(last).to_contain_text("Search in scenarios for 'Customer'")
    last.click()
    expect(page.get_by_test_id("inside-found").get_by_role("link", name="Nothing of the kind", exact=True)).to_be_visible()
