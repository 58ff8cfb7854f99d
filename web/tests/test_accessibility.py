import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PLACES = {
    "dashboard": "/org/{organization}/dashboard",
    "subscription": "/org/{organization}/subscription",
    "usage": "/org/{organization}/usage",
    "statement": "/org/{organization}/statement",
    "budgets": "/org/{organization}/budgets",
    "acts": "/org/{organization}/acts",
    "administration": "/admin/organizations",
    "administration of one": "/admin/organizations/{organization}",
    "plans": "/admin/plans",
    "rate cards": "/admin/rates",
    "mail": "/admin/mail",
    "settings": "/org/{organization}/settings",
    "scenarios": "/scenarios",
    "diagram": "/scenarios/{scenario}",
    "history": "/scenarios/{scenario}/history",
    "scenario settings": "/scenarios/{scenario}/settings",
    "run": "/scenarios/{scenario}/history/{run}",
    "incomplete executions": "/scenarios/{scenario}/incomplete",
    "connections": "/connections",
    "webhooks": "/webhooks",
    "data stores": "/data-stores",
    "data structures": "/data-structures",
    "nowhere": "/no/such/place",
}


def found(page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing(app, server, scenario, run, place, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    app.go(PLACES[place].format(organization=server.organization, scenario=scenario["id"], run=run))
    expect(app.locator(".skeleton")).to_have_count(0)
    app.wait_for_timeout(300)
    assert found(app) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/sign-in", "/welcome"])
def test_axe_finds_nothing_before_the_sign_in(server, page, path, theme):
    page.emulate_media(color_scheme=theme)
    page.goto(server.url + path)
    page.get_by_role("heading", level=1).wait_for()
    assert found(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_dialogs_and_menus(app, server, scenario, run, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    app.go("/scenarios")
    app.get_by_role("button", name="Import", exact=True).click()
    app.get_by_role("dialog").wait_for()
    assert found(app) == []
    app.keyboard.press("Escape")
    app.keyboard.press("Control+k")
    app.get_by_role("combobox", name="Go to").wait_for()
    assert found(app) == []
    app.keyboard.press("Escape")
    app.go(f"/org/{server.organization}/usage")
    app.get_by_role("button", name="Columns of Credit usage").click()
    assert found(app) == []


def test_the_keyboard_reaches_a_run_from_the_dashboard(app, server, scenario, run):
    app.go(f"/org/{server.organization}/dashboard")
    app.keyboard.press("Control+k")
    app.keyboard.type(scenario["name"])
    expect(app.get_by_role("option").first).to_contain_text(scenario["name"])
    app.keyboard.press("Enter")
    expect(app.get_by_role("heading", level=1)).to_be_focused()
    app.get_by_role("link", name="History").focus()
    app.keyboard.press("Enter")
    app.get_by_test_id("history-table").locator("tbody tr").first.focus()
    app.keyboard.press("Enter")
    expect(app.get_by_test_id("run-status")).to_be_visible()


def test_the_chosen_theme_is_remembered(app, server):
    app.emulate_media(color_scheme="light")
    app.go("/scenarios")
    app.get_by_role("button", name="Account of").click()
    app.get_by_role("menuitemcheckbox", name="Dark").click()
    expect(app.locator("html")).to_have_attribute("data-theme", "dark")
    app.reload()
    expect(app.locator("html")).to_have_attribute("data-theme", "dark")
    assert app.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 17, 22)"
