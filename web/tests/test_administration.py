import json
import re

import pytest
from playwright.sync_api import expect

from credits import left, on_plan
from figures import cell, figure, table_row


@pytest.fixture(scope="module")
def pro(server, run):
    with on_plan(server, "pro"):
        yield server


def test_the_operator_finds_the_way_there(app, server):
    page = app.go(f"/org/{server.organization}/dashboard")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Administration").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Organizations")
    page.get_by_test_id("organizations-table").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/admin/organizations/\d+$"))


def test_credits_are_granted_and_voided_with_a_reason(app, pro):
    page = app.go(f"/admin/organizations/{pro.organization}")
    before = left(pro)
    form = page.get_by_role("form", name="Grant credits")
    form.get_by_label("Credits").fill("500")
    form.get_by_role("button", name="Grant 500 credits").click()
    expect(form.get_by_text("The reason stays in the ledger.")).to_be_visible()
    form.get_by_label("Why").fill("A long outage")
    form.get_by_role("button", name="Grant 500 credits").click()
    lots = page.get_by_test_id("lots-table")
    row = lots.locator("tbody tr", has_text="A long outage")
    assert figure(cell(row, "remaining")) == 500
    assert left(pro) == before + 50_000

    row.get_by_role("button", name="Void").click()
    dialog = page.get_by_role("dialog", name=re.compile("^Void lot"))
    dialog.get_by_label("Why").fill("Granted twice")
    dialog.get_by_role("button", name="Void 500 credits").click()
    expect(dialog).to_have_count(0)
    expect(row).to_contain_text("lapsed")
    assert left(pro) == before


def test_a_plan_of_ones_own_is_made_and_changed(app, server):
    page = app.go("/admin/plans")
    page.get_by_role("button", name="New plan").click()
    form = page.get_by_role("form", name="New plan")
    form.get_by_role("button", name="Save the plan").click()
    expect(form.get_by_text("A small letter first")).to_be_visible()
    values = {"Identifier": "agency", "Name": "Agency", "Credits per period": "40,000", "Price": "62.35", "Currency": "USD"}
    for label, value in {**values, "The price is for this many credits": "40000", "Data transfer, GB": "20"}.items():
        form.get_by_label(label, exact=True).fill(value)
    form.get_by_role("button", name="Save the plan").click()
    expect(form).to_have_count(0)
    row = table_row(page, "plans-table", "agency")
    assert figure(cell(row, "centicredits")) == 40_000
    expect(row).to_contain_text("62.35 USD a month")
    page.get_by_role("button", name="Edit Agency").click()
    form = page.get_by_role("form", name="Plan Agency")
    form.get_by_label("Price", exact=True).fill("70")
    form.get_by_role("button", name="Save the plan").click()
    expect(table_row(page, "plans-table", "agency")).to_contain_text("70.00 USD a month")


def test_a_rate_card_is_checked_then_published_for_good(app, server):
    page = app.go("/admin/rates")
    in_force = next(card for card in server.call("GET", "/flowmeter/rate-cards")["rateCards"] if card["inForce"])
    expect(page.get_by_test_id(f"card-{in_force['id']}")).to_contain_text("in force")
    page.get_by_role("button", name="New card").click()
    editor = page.get_by_role("region", name="New rate card")
    text = editor.get_by_label("The card as JSON")
    card = json.loads(text.input_value())
    publish = editor.get_by_role("button", name="Publish …")
    expect(publish).to_be_disabled()

    text.fill("{")
    expect(editor.get_by_text("This is not JSON")).to_be_visible()
    text.fill(json.dumps({**card, "modules": {**card["modules"], "builtin:BasicRouter": "no-such-rule"}}))
    editor.get_by_role("button", name="Check").click()
    expect(editor.get_by_test_id("card-problems")).to_contain_text("no-such-rule")
    expect(publish).to_be_disabled()

    text.fill(json.dumps(card))
    editor.get_by_role("button", name="Check").click()
    expect(editor.get_by_test_id("card-good")).to_be_visible()
    publish.click()
    page.get_by_role("dialog", name="Publish this card?").get_by_role("button", name=re.compile("^Publish from")).click()
    expect(page.get_by_test_id(f"card-{card['id']}")).to_contain_text("to come")


def test_the_mail_server_is_set_and_its_password_never_shown(app, server):
    page = app.go("/admin/mail")
    form = page.get_by_role("form", name="Mail server")
    form.get_by_label("Server", exact=True).fill("mail.example.org")
    expect(form.get_by_text("An address such as")).to_be_visible()
    form.get_by_label("Server", exact=True).fill("smtp://127.0.0.1:9")
    form.get_by_label("From", exact=True).fill("flow@example.org")
    form.get_by_label("Security").select_option("none")
    form.get_by_label("Password", exact=True).fill("a secret of the post office")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("One is set. It is never shown")).to_be_visible()
    expect(form.get_by_label("Password", exact=True)).to_have_value("")
    assert "post office" not in json.dumps(server.call("GET", "/flowmeter/mail"))
    page.get_by_role("form", name="Test mail").get_by_role("button", name="Send a test mail").click()
    expect(page.get_by_text("No mail was sent.")).to_be_visible(timeout=30_000)
