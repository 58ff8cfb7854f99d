"""The builder as a reader of the screen knows it: cards, bubbles, the panel, and the keys that lead to them."""

import json

from playwright.sync_api import Page, expect

EMPTY = {"name": "New", "flow": [], "metadata": {"version": 1, "scenario": {}, "designer": {"orphans": []}}}


def make_scenario(server, blueprint: dict) -> int:
    team = server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]
    body = {"blueprint": json.dumps(blueprint), "teamId": team, "scheduling": json.dumps({"type": "on-demand"})}
    return server.call("POST", "/scenarios", body)["scenario"]["id"]


def open_builder(app: Page, scenario: int) -> Page:
    page = app.go(f"/scenarios/{scenario}/edit")
    page.get_by_test_id("canvas").wait_for()
    return page


def card(page: Page, module: int):
    return page.get_by_test_id(f"step-{module}").locator(".step-face")


def bubble(page: Page, module: int):
    return page.get_by_test_id("canvas").get_by_test_id(f"bubble-{module}")


def open_module(page: Page, module: int):
    """Opens a module's panel through the card, wherever the canvas stands."""
    card(page, module).focus()
    page.keyboard.press("Enter")
    panel = page.get_by_test_id("module-panel")
    expect(panel).to_have_attribute("aria-label", f"Module {module}")
    return panel


def wait_for_end(page: Page, credits: str):
    expect(page.get_by_test_id("run-bar")).to_contain_text(f"This run used {credits}", timeout=30_000)


def pick_module(page: Page, words: str, module: int):
    """Chooses the first module that the picker finds; the card of the new module has the focus then."""
    field = page.get_by_role("combobox", name="Find a module")
    expect(field).to_be_focused()
    page.keyboard.type(words)
    expect(page.get_by_role("dialog").get_by_role("option").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(field).to_have_count(0)
    expect(card(page, module)).to_be_focused()


def focused_name(page: Page) -> str:
    return page.evaluate(
        """() => {
            const element = document.activeElement;
            if (!element || element === document.body) return "";
            const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(" ");
            return (element.getAttribute("aria-label") || labels || element.textContent).trim();
        }"""
    )


def tab_to(page: Page, name: str, limit: int = 60):
    """Goes on with the Tab key until something of that name has the focus."""
    seen = []
    for _ in range(limit):
        now = focused_name(page)
        if name in now:
            return
        seen.append(now)
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {name!r}, only to {seen}")


def choose_by_arrows(page: Page, option: str, limit: int = 80):
    """Moves the focused list on until an option is chosen."""
    chosen = "() => document.activeElement.selectedOptions?.[0]?.textContent ?? ''"
    for _ in range(limit):
        if page.evaluate(chosen).strip() == option:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{option!r} is not among the options; the last is {page.evaluate(chosen)!r}")


def menu_command(page: Page, label: str):
    """A command of the focused card's menu, by keyboard."""
    page.keyboard.press("Shift+F10")
    menu = page.get_by_role("menu")
    expect(menu).to_be_visible()
    for _ in range(30):
        if page.evaluate("() => document.activeElement.textContent").startswith(label):
            break
        page.keyboard.press("ArrowDown")
    else:
        raise AssertionError(f"the menu has no {label!r}")
    page.keyboard.press("Enter")
    expect(menu).to_have_count(0)
