import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from building import EMPTY, bubble, card, make_scenario, menu_command, open_builder, open_module, pick_module, wait_for_end
from figures import figure
from program import BLUEPRINTS, NINETEEN


@pytest.fixture
def nineteen(server):
    """A scenario of one's own whose run costs 19 credits, as the tests here change it."""
    return server.import_blueprint()["id"]


def test_b1_after_run_once_each_bubble_carries_the_credits_of_that_run(app, nineteen):
    page = open_builder(app, nineteen)
    expect(page.locator(".bubble")).to_have_count(0)
    page.get_by_role("button", name="Run once").click()
    wait_for_end(page, "19 credits")
    shown = {module: figure(bubble(page, module)) for module in (1, 2, 3, 5, 6, 7, 8, 9)}
    assert shown == {1: 1, 2: 1, 3: 1, 5: 12, 6: 1, 7: 1, 8: 1, 9: 1}
    expect(bubble(page, 5)).to_have_attribute("title", re.compile("12 operations, 12 credits"))
    expect(card(page, 5)).to_have_accessible_name(re.compile(r"^5\. .+: replace it, success, 12 operations, 12 credits"))


def test_b1_the_result_leads_to_the_run(app, nineteen):
    page = open_builder(app, nineteen)
    page.keyboard.press("Control+Enter")
    wait_for_end(page, "19 credits")
    page.get_by_test_id("run-bar").get_by_role("link", name="Run details").click()
    expect(page).to_have_url(re.compile(rf"/scenarios/{nineteen}/history/\w+"))


def test_b1_a_bubble_opens_what_went_in_and_out(app, nineteen):
    page = open_builder(app, nineteen)
    page.get_by_role("button", name="Run once").click()
    wait_for_end(page, "19 credits")
    bubble(page, 5).click()
    panel = page.get_by_test_id("module-panel")
    expect(panel.get_by_role("tab", name="Output")).to_have_attribute("aria-selected", "true")
    expect(panel.locator(".operation")).to_have_count(12)
    expect(panel.locator(".operation").first.get_by_label("Output").first).to_be_visible()


def test_b1_run_this_module_only_charges_that_module(app, nineteen):
    page = open_builder(app, nineteen)
    panel = open_module(page, 5)
    panel.get_by_role("tab", name="Output").click()
    panel.get_by_role("button", name="Run this module only").click()
    data = page.get_by_label("Bundle for the module")
    data.fill(json.dumps({"3": {"value": "text"}}))
    page.get_by_role("dialog").get_by_role("button", name="Run this module only").click()
    wait_for_end(page, "1 credit")
    assert figure(bubble(page, 5)) == 1
    expect(page.locator(".bubble")).to_have_count(1)


def test_b1_bubbles_fill_while_the_run_goes_on(app, server):
    def variable(id: int, name: str):
        mapper = {"name": name, "scope": "roundtrip", "value": "1"}
        return {"id": id, "module": "util:SetVariable2", "version": 1, "parameters": {}, "mapper": mapper, "metadata": {"designer": {"x": id * 300, "y": 0}}}

    sleep = {"id": 2, "module": "util:FunctionSleep", "version": 1, "mapper": {"duration": "3"}, "metadata": {"designer": {"x": 600, "y": 0}}}
    page = open_builder(app, make_scenario(server, {**EMPTY, "flow": [variable(1, "before"), sleep, variable(3, "after")]}))
    page.get_by_role("button", name="Run once").click()
    expect(bubble(page, 1)).to_be_visible()
    expect(page.get_by_test_id("run-bar")).to_contain_text(re.compile("Running|Waiting"))
    expect(bubble(page, 3)).to_have_count(0)
    wait_for_end(page, "3 credits")
    assert figure(bubble(page, 3)) == 1


def test_b2_the_credit_view_is_switched_off_and_stays_off(app, nineteen):
    page = open_builder(app, nineteen)
    page.get_by_role("button", name="Run once").click()
    wait_for_end(page, "19 credits")
    expect(bubble(page, 5).locator(".coin")).to_be_visible()
    switch = page.get_by_role("menuitemcheckbox", name="Show credits in the bubbles")
    page.get_by_role("button", name="Canvas options").click()
    expect(switch).to_have_attribute("aria-checked", "true")
    switch.click()
    page.keyboard.press("Escape")
    expect(bubble(page, 5).locator(".coin")).to_have_count(0)
    expect(bubble(page, 5)).to_have_class(re.compile("bubble-operations"))
    assert figure(bubble(page, 5)) == 12

    page = open_builder(app, nineteen)
    page.get_by_role("button", name="Canvas options").click()
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Run once").click()
    wait_for_end(page, "19 credits")
    expect(bubble(page, 5).locator(".coin")).to_be_visible()


def test_b3_prices_stand_in_the_picker_on_the_cards_and_before_a_run(app, nineteen):
    page = open_builder(app, nineteen)
    expect(page.get_by_test_id("step-5").locator(".step-price")).to_have_text("1")
    expect(page.get_by_test_id("estimate")).to_contain_text("≈")
    page.keyboard.press("n")
    expect(page.get_by_role("option", name=re.compile("Router, price 0"))).to_be_attached()
    expect(page.get_by_role("option", name=re.compile("Iterator, price 1"))).to_be_attached()


def test_the_picker_is_searched_and_remembers_what_was_used(app, server):
    page = open_builder(app, make_scenario(server, EMPTY))
    page.get_by_role("button", name="Add the first module").first.click()
    pick_module(page, "set variable", 1)
    expect(card(page, 1)).to_have_accessible_name(re.compile("Set variable"))
    page.keyboard.press("n")
    expect(page.get_by_role("combobox", name="Find a module")).to_be_focused()
    expect(page.get_by_role("dialog").get_by_role("option").first).to_have_accessible_name(re.compile("Set variable"))
    page.keyboard.press("Escape")
    expect(card(page, 1)).to_be_focused()


def literal(text: str):
    """JSON with its numbers as written and its members in their order."""
    return json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=lambda pairs: [list(pair) for pair in pairs])


def exported(page, server, scenario: int) -> str:
    answer = page.context.request.get(f"{server.url}/api/v2/flowmeter/scenarios/{scenario}/export")
    assert answer.ok
    return answer.text()


@pytest.mark.parametrize("name", [NINETEEN, "silbersteine__make.com-workflow-blueprints__NotionTaskDashboardWebhook.json"])
def test_what_was_not_touched_keeps_its_form(app, server, name):
    scenario = server.import_blueprint(name)["id"]
    page = open_builder(app, scenario)
    before = exported(page, server, scenario)
    module = 5 if name == NINETEEN else 4
    panel = open_module(page, module)
    panel.get_by_label("Name of the module").fill("Renamed by hand")
    page.keyboard.press("Control+s")
    expect(page.get_by_test_id("save")).to_have_accessible_name("Saved")
    after = exported(page, server, scenario)
    assert literal(after) != literal(before)
    assert literal(after) == renamed(literal(before), str(module), "Renamed by hand")


def renamed(value, module: str, name: str):
    """The same tree but for one module's name."""
    if isinstance(value, list):
        pairs = [pair for pair in value if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str)]
        if pairs and len(pairs) == len(value) and ["id", module] in pairs and any(pair[0] == "module" for pair in pairs):
            return [[key, with_name(item, name) if key == "metadata" else renamed(item, module, name)] for key, item in pairs]
        return [renamed(item, module, name) for item in value]
    return value


def with_name(metadata, name: str):
    def designer(pairs):
        known = any(key == "name" for key, _ in pairs)
        return [[key, name if key == "name" else item] for key, item in pairs] + ([] if known else [["name", name]])

    return [[key, designer(item) if key == "designer" else item] for key, item in metadata]


def test_opening_and_saving_nothing_asks_for_nothing(app, nineteen):
    page = open_builder(app, nineteen)
    open_module(page, 5)
    expect(page.get_by_test_id("save")).to_be_disabled()


def test_undo_and_redo_go_over_everything(app, nineteen):
    page = open_builder(app, nineteen)
    card(page, 8).focus()
    page.keyboard.press("Control+Delete")
    expect(page.get_by_test_id("step-8")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.get_by_test_id("step-8")).to_have_count(1)
    expect(page.get_by_test_id("save")).to_be_disabled()
    page.keyboard.press("Control+y")
    expect(page.get_by_test_id("step-8")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Tidy up").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("save")).to_be_disabled()


def test_a_module_is_moved_by_the_pointer_and_a_wire_cut_and_made_by_the_keyboard(app, nineteen):
    page = open_builder(app, nineteen)
    page.get_by_role("button", name="Show all").click()
    page.wait_for_timeout(300)
    box = card(page, 9).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 30, box["y"] + box["height"] / 2 + 40, steps=4)
    page.mouse.up()
    moved = card(page, 9).bounding_box()
    assert moved["x"] - box["x"] == pytest.approx(30, abs=1.5) and moved["y"] - box["y"] == pytest.approx(40, abs=1.5)

    card(page, 9).focus()
    menu_command(page, "Disconnect")
    expect(page.get_by_test_id("step-9")).to_have_class(re.compile("step-loose"))
    card(page, 8).focus()
    page.keyboard.press("c")
    page.get_by_role("dialog").wait_for()
    page.keyboard.type("hash")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("step-9")).not_to_have_class(re.compile("step-loose"))


def test_a_wire_drawn_into_the_open_asks_for_a_module_there(app, nineteen):
    page = open_builder(app, nineteen)
    page.get_by_role("button", name="Show all").click()
    page.wait_for_timeout(300)
    port = page.get_by_test_id("step-9").locator(".step-port").bounding_box()
    page.mouse.move(port["x"] + port["width"] / 2, port["y"] + port["height"] / 2)
    page.mouse.down()
    page.mouse.move(port["x"] - 60, port["y"] + 140, steps=5)
    page.mouse.up()
    page.keyboard.type("compose")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("step-10")).to_have_count(1)
    expect(page.get_by_test_id("step-10")).not_to_have_class(re.compile("step-loose"))


def test_two_who_save_are_asked_and_nothing_is_lost(app, server, nineteen):
    page = open_builder(app, nineteen)
    open_module(page, 5).get_by_label("Name of the module").fill("Mine")
    theirs = server.call("GET", f"/scenarios/{nineteen}/blueprint")["response"]
    theirs["blueprint"]["name"] = "Theirs"
    server.call("PATCH", f"/scenarios/{nineteen}", {"blueprint": json.dumps(theirs["blueprint"]), "basedOnVersion": theirs["version"]})
    page.get_by_test_id("save").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("saved by someone else")
    dialog.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_test_id("save")).to_have_accessible_name("Saved")
    kept = json.dumps(server.call("GET", f"/scenarios/{nineteen}/blueprint")["response"]["blueprint"])
    assert '"Mine"' in kept


def test_theirs_can_be_taken_instead(app, server, nineteen):
    page = open_builder(app, nineteen)
    open_module(page, 5).get_by_label("Name of the module").fill("Mine")
    theirs = server.call("GET", f"/scenarios/{nineteen}/blueprint")["response"]
    theirs["blueprint"]["flow"][0]["metadata"]["designer"]["name"] = "Theirs"
    server.call("PATCH", f"/scenarios/{nineteen}", {"blueprint": json.dumps(theirs["blueprint"]), "basedOnVersion": theirs["version"]})
    page.keyboard.press("Control+s")
    page.get_by_role("dialog").get_by_role("button", name="Reload theirs").click()
    expect(card(page, 1)).to_have_accessible_name(re.compile("Theirs"))
    expect(card(page, 5)).to_have_accessible_name(re.compile("replace it"))
    expect(page.get_by_test_id("save")).to_be_disabled()


def test_leaving_with_changes_asks_first(app, nineteen):
    page = open_builder(app, nineteen)
    open_module(page, 5).get_by_label("Name of the module").fill("Changed")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_role("link", name=re.compile("Back to the")).click()
    expect(page.get_by_test_id("canvas")).to_be_visible()
    assert "not saved" in asked[0]


def test_a_mistake_in_an_expression_is_told_at_its_field(app, nineteen):
    page = open_builder(app, nineteen)
    panel = open_module(page, 5)
    field = panel.get_by_label("Input", exact=True)
    field.fill("{{upper(3.value}}")
    expect(panel.locator(".field-error").first).to_be_visible()
    field.fill("{{77.value}}")
    expect(panel.get_by_text("There is no module 77.")).to_be_visible()
    field.fill("{{3.value}}")
    expect(panel.get_by_text("There is no module 77.")).to_have_count(0)


def test_a_value_is_mapped_by_clicking_and_shows_what_it_was(app, nineteen):
    page = open_builder(app, nineteen)
    page.get_by_role("button", name="Run once").click()
    wait_for_end(page, "19 credits")
    panel = open_module(page, 5)
    field = panel.get_by_label("Input", exact=True)
    field.fill("")
    field.press("Control+Space")
    picker = page.get_by_test_id("mapping-picker")
    picker.get_by_role("combobox").fill("iterate value")
    picker.get_by_role("option", name=re.compile("Value")).first.click()
    expect(field).to_have_value("{{3.value}}")
    expect(field).to_be_focused()
    expect(panel.locator(".expression-sample").first).to_contain_text("You're")


def test_a_module_that_is_not_in_the_library_can_be_read_and_changed(app, server):
    scenario = server.import_blueprint("silbersteine__make.com-workflow-blueprints__NotionTaskDashboardWebhook.json")["id"]
    page = open_builder(app, scenario)
    panel = open_module(page, 2)
    expect(panel).to_contain_text("lokalise:getATask is not in the library")
    expect(panel.locator("textarea, select, input").nth(1)).to_be_attached()


def test_the_list_of_steps_says_the_same_and_does_the_same(app, nineteen):
    app.set_viewport_size({"width": 400, "height": 800})
    page = open_builder_on_phone(app, nineteen)
    steps = page.get_by_role("navigation", name="Steps")
    expect(steps.get_by_role("listitem")).to_have_count(8)
    page.get_by_role("button", name="Run once").click()
    wait_for_end(page, "19 credits")
    expect(steps.get_by_role("button", name=re.compile(r"^5\. .+: replace it, success, 12 operations, 12 credits"))).to_be_visible()
    steps.get_by_role("button", name=re.compile(r"^Add after 9\.")).click()
    page.get_by_role("combobox", name="Find a module").fill("compose")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("outline-10")).to_be_attached()


def open_builder_on_phone(app, scenario):
    page = app.go(f"/scenarios/{scenario}/edit")
    page.get_by_role("navigation", name="Steps").wait_for()
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_builder(app, nineteen, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page = open_builder(app, nineteen)
    page.get_by_role("button", name="Run once").click()
    wait_for_end(page, "19 credits")
    assert violations(page) == []
    panel = open_module(page, 5)
    assert violations(page) == []
    panel.get_by_role("tab", name="Output").click()
    page.wait_for_timeout(300)
    assert violations(page) == []
    panel.get_by_role("tab", name="Filter").click()
    panel.get_by_role("button", name="Set a filter").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.get_by_role("combobox", name="Find a module").wait_for()
    assert violations(page) == []


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:240]}" for one in found for node in one["nodes"]]


def test_the_file_of_the_tests_is_there():
    assert (BLUEPRINTS / NINETEEN).exists()
