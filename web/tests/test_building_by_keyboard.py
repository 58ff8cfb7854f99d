"""The second example, built from nothing without a mouse; what it must come to is computed by hand in Examples/README.md."""

import json
import re

import pytest
from playwright.sync_api import expect

from building import bubble, card, choose_by_arrows, menu_command, pick_module, tab_to, wait_for_end
from figures import figure
from program import ROOT

EXAMPLE = ROOT / "Examples/router-with-fallback.blueprint.json"
INPUT = ROOT / "Examples/router-with-fallback.input.json"
EXPECTED = json.loads((ROOT / "Examples/expected.json").read_text())["router-with-fallback"]


@pytest.fixture
def no_mouse(app):
    """A browser in which the pointer does nothing, so that no step can lean on it."""
    app.add_init_script(
        """for (const kind of ["pointerdown", "mousedown", "wheel", "touchstart"])
               addEventListener(kind, (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);
           addEventListener("click", (event) => { if (event.detail > 0) { event.preventDefault(); event.stopImmediatePropagation(); } }, true);"""
    )
    return app


def test_the_second_example_is_built_by_the_keyboard_alone_and_costs_what_it_should(no_mouse, server):
    page = no_mouse.go("/scenarios")
    keys = page.keyboard
    tab_to(page, "New scenario")
    keys.press("Enter")
    expect(page).to_have_url(re.compile(r"/scenarios/\d+/edit$"))
    scenario = int(re.search(r"/scenarios/(\d+)/", page.url)[1])
    page.get_by_test_id("canvas").wait_for()
    tab_to(page, "Name of the scenario")
    typed(page, "Orders by country, by keyboard")
    keys.press("Enter")

    webhook(page)
    iterator_and_filter(page)
    aggregator(page)
    routes(page)

    keys.press("Control+s")
    expect(page.get_by_test_id("save")).to_have_accessible_name("Saved")
    assert shape(saved(server, scenario)["flow"]) == shape(json.loads(EXAMPLE.read_text())["flow"])
    assert saved(server, scenario)["metadata"]["designer"]["orphans"] == []

    keys.press("Control+Enter")
    data = page.get_by_label("Data of the trigger")
    expect(data).to_be_focused()
    keys.press("Control+a")
    keys.insert_text(INPUT.read_text())
    keys.press("Control+Enter")
    wait_for_end(page, f"{EXPECTED['credits']} credits")
    expect(page.get_by_test_id("run-bar")).to_contain_text(f"{EXPECTED['operations']} operations")

    run = server.call("GET", f"/scenarios/{scenario}/logs")["scenarioLogs"][0]
    assert (run["operations"], run["centicredits"]) == (13, 1200)
    details = server.call("GET", f"/flowmeter/scenarios/{scenario}/runs/{run['id']}")["run"]
    assert {str(one["moduleId"]): one["operations"] for one in details["modules"] if one["operations"]} == EXPECTED["modules"]
    assert details["outputs"] == EXPECTED["outputs"]
    assert {module: figure(bubble(page, module)) for module in (1, 2, 3, 4, 6, 8, 9)} == {1: 1, 2: 1, 3: 4, 4: 3, 6: 1, 8: 1, 9: 1}
    expect(card(page, 7)).to_have_accessible_name(re.compile("1 operation, 0 credits"))


def webhook(page):
    keys = page.keyboard
    tab_to(page, "Add the first module")
    keys.press("Enter")
    pick_module(page, "custom webhook", 1)
    keys.press("Enter")
    tab_to(page, "New")
    keys.press("Enter")
    tab_to(page, "Name of the new webhook")
    typed(page, "Orders by keyboard")
    keys.press("Enter")
    expect(page.get_by_label("Address of the webhook")).to_be_visible()
    tab_to(page, "Fields that it is sent")
    keys.press("Enter")
    tab_to(page, "Example as JSON")
    keys.insert_text(INPUT.read_text())
    tab_to(page, "Take the fields from it")
    keys.press("Enter")
    expect(page.get_by_text("Known: orders.")).to_be_visible()
    named(page, 1, "Orders arrive")


def iterator_and_filter(page):
    keys = page.keyboard
    keys.press("n")
    pick_module(page, "iterator", 2)
    keys.press("Enter")
    keys.type("{{1.orders}}")
    named(page, 2, "Order by order")

    keys.press("n")
    variable(page, 3, "amount", "{{2.quantity * 2.price}}")
    named(page, 3, "Amount")
    set_filter(page, 3, "paid", "{{2.state}}", "Text: is", "paid")


def aggregator(page):
    keys = page.keyboard
    keys.press("n")
    pick_module(page, "array aggregator", 4)
    keys.press("Enter")
    tab_to(page, "Source module")
    choose_by_arrows(page, "2. Order by order")
    field(page, "Fields of each item", "id", "{{2.id}}")
    field(page, "Fields of each item", "amount", "{{3.amount}}")
    tab_to(page, "Group by")
    keys.type("{{2.country}}")
    named(page, 4, "By country")


def routes(page):
    keys = page.keyboard
    keys.press("n")
    pick_module(page, "router", 5)
    named(page, 5, "What now")

    keys.press("n")
    variable(page, 6, "total", '{{sum(map(4.array; "amount"))}}')
    named(page, 6, "Total")
    set_filter(page, 6, "large", '{{sum(map(4.array; "amount"))}}', "Number: is greater than", "500")
    keys.press("n")
    pick_module(page, "return outputs", 7)
    keys.press("Enter")
    field(page, "Outputs", "country", "{{4.`__IMTKEY__`}}")
    field(page, "Outputs", "total", "{{6.total}}")
    named(page, 7, "Return the largest")

    back_to_router(page, steps=2)
    keys.press("n")
    pick_module(page, "compose", 8)
    keys.press("Enter")
    keys.type("{{4.`__IMTKEY__`}}: {{length(4.array)}}")
    named(page, 8, "Neighbours")
    set_filter(page, 8, "next door", "{{4.`__IMTKEY__`}}", "Text: is", "DE")

    back_to_router(page)
    keys.press("n")
    variable(page, 9, "rest", "{{4.`__IMTKEY__`}}")
    named(page, 9, "All others")

    back_to_router(page)
    keys.press("Enter")
    tab_to(page, "is route 3")
    keys.press("Space")
    expect(page.get_by_title("Fallback route")).to_be_visible()
    keys.press("Escape")
    expect(card(page, 5)).to_be_focused()


def typed(page, text: str):
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def variable(page, module: int, name: str, value: str):
    pick_module(page, "set variable", module)
    page.keyboard.press("Enter")
    page.keyboard.type(name)
    tab_to(page, "Variable value")
    page.keyboard.type(value)


def field(page, group: str, name: str, value: str):
    tab_to(page, f"New field of {group}")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_label(name, exact=True)).to_be_focused()
    page.keyboard.type(value)


def named(page, module: int, name: str):
    """Out of the panel if it is open, to the name by F2, and back to the card."""
    if not page.evaluate("() => document.activeElement.matches('.step-face')"):
        page.keyboard.press("Escape")
    expect(card(page, module)).to_be_focused()
    page.keyboard.press("F2")
    expect(page.get_by_label("Name of the module")).to_be_focused()
    typed(page, name)
    page.keyboard.press("Escape")
    expect(card(page, module)).to_be_focused()


def set_filter(page, module: int, name: str, value: str, operator: str, other: str):
    menu_command(page, "Set a filter")
    tab_to(page, "Set a filter")
    page.keyboard.press("Enter")
    tab_to(page, "Name")
    page.keyboard.type(name)
    tab_to(page, "Value of condition 1.1")
    page.keyboard.type(value)
    tab_to(page, "Operator of condition 1.1")
    choose_by_arrows(page, operator)
    tab_to(page, "Compared with, condition 1.1")
    page.keyboard.type(other)
    page.keyboard.press("Escape")
    expect(card(page, module)).to_be_focused()


def back_to_router(page, steps: int = 1):
    for _ in range(steps):
        page.keyboard.press("ArrowLeft")
    expect(card(page, 5)).to_be_focused()


def saved(server, scenario: int) -> dict:
    return server.call("GET", f"/scenarios/{scenario}/blueprint")["response"]["blueprint"]


def shape(flow: list) -> list:
    """Modules, what they do, the filters before them and the links between them; not where they stand, nor which webhook is theirs."""
    return [
        {
            "id": module["id"],
            "module": module["module"],
            "version": module["version"],
            "name": module["metadata"]["designer"].get("name"),
            "sent": fields(module["metadata"].get("interface", [])) if module["id"] == 1 else None,
            "parameters": {key: value for key, value in (module.get("parameters") or {}).items() if key not in ("hook", "maxResults")},
            "mapper": module.get("mapper"),
            "flags": {key: value for key, value in module.get("flags", {}).items() if value is not False},
            "filter": module.get("filter"),
            "routes": [shape(route["flow"]) for route in module.get("routes", [])],
        }
        for module in flow
    ]


def fields(specs: list) -> list:
    return [(spec["name"], spec["type"], fields(spec.get("spec", []))) for spec in specs]
