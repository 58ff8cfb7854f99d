from playwright.sync_api import expect


def test_w1_product_name_and_words_change_in_every_page(app, server, scenario, run):
    page = app.go(f"/org/{server.organization}/settings")
    page.get_by_role("textbox", name="Product name").fill("Waterworks")
    page.get_by_label("Word for one automation").fill("workflow")
    page.get_by_label("Word for several").fill("workflows")
    page.get_by_role("form", name="Product name and words").get_by_role("button", name="Save").click()
    try:
        expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Workflows")).to_be_visible()
        organization = server.organization
        addresses = [
            f"/org/{organization}/dashboard",
            f"/org/{organization}/usage",
            f"/org/{organization}/subscription",
            f"/org/{organization}/statement",
            f"/org/{organization}/budgets",
            f"/org/{organization}/acts",
            f"/admin/organizations/{organization}",
            "/admin/plans",
            "/admin/mail",
            "/scenarios",
            f"/scenarios/{scenario['id']}",
            f"/scenarios/{scenario['id']}/history",
            f"/scenarios/{scenario['id']}/incomplete",
            f"/scenarios/{scenario['id']}/settings",
            "/connections",
            "/webhooks",
            "/data-stores",
            f"/scenarios/{scenario['id']}/history/{run}",
        ]
        for address in addresses:
            app.go(address)
            expect(page.locator(".skeleton")).to_have_count(0)
            assert "Waterworks" in page.title()
            # What a run worked on is the reader's own text.
            page.evaluate("document.querySelectorAll('pre').forEach((data) => data.remove())")
            shown = page.locator("body").inner_text().lower()
            assert "scenario" not in shown.replace(scenario["name"].lower(), ""), address
            assert "flowmeter" not in shown, address
    finally:
        server.call("PATCH", "/flowmeter/settings", {"productName": "Flowmeter", "scenarioSingular": "scenario", "scenarioPlural": "scenarios"})


def test_an_api_token_is_shown_once_and_removed(app, server):
    page = app.go(f"/org/{server.organization}/settings")
    page.get_by_label("Label").fill("for the tests")
    page.get_by_role("button", name="Make a token").click()
    token = page.get_by_test_id("new-token").inner_text()
    assert len(token) >= 32
    page.reload()
    table = page.get_by_role("table", name="API tokens")
    expect(table).to_contain_text("for the tests")
    expect(page.get_by_text(token)).to_have_count(0)
    page.get_by_role("button", name="Remove for the tests").click()
    page.get_by_role("button", name="Remove the token").click()
    expect(page.get_by_role("button", name="Remove for the tests")).to_have_count(0)


def test_the_organization_is_renamed(app, server):
    page = app.go(f"/org/{server.organization}/settings")
    form = page.get_by_role("form", name="Organization", exact=True)
    before = form.get_by_label("Name").input_value()
    form.get_by_label("Name").fill("Analytical Engines")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("complementary")).to_contain_text("Analytical Engines")
    server.call("PATCH", f"/organizations/{server.organization}", {"name": before})
