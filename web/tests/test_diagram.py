import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from figures import figure

# Of the 19 credits the module that looks 12 words up uses 12.
SHARES = {1: 1, 2: 1, 3: 1, 5: 12, 6: 1, 7: 1, 8: 1, 9: 1}


def diagram(app, scenario):
    page = app.go(f"/scenarios/{scenario['id']}")
    shown = page.get_by_test_id("diagram")
    shown.locator(".bubble").first.wait_for()
    return page, shown


def test_g1_each_module_carries_its_share_as_a_ring_and_a_figure(app, scenario, run):
    page, shown = diagram(app, scenario)
    assert {module: figure(shown.get_by_test_id(f"bubble-{module}")) for module in SHARES} == SHARES
    assert sum(SHARES.values()) == figure(page.get_by_test_id("scenario-total")) == 19
    expect(shown.get_by_test_id("bubble-5")).to_contain_text("63 %")
    dashes = shown.locator('[data-step="5"] .share-arc').get_attribute("stroke-dasharray")
    part, whole = (float(number) for number in dashes.split())
    assert part / whole == pytest.approx(12 / 19, abs=0.01)


def test_g1_operations_instead_of_credits(app, scenario, run):
    page, shown = diagram(app, scenario)
    page.get_by_role("tab", name="Operations").click()
    expect(shown.locator(".bubble-operations")).to_have_count(len(SHARES))
    assert figure(shown.get_by_test_id("bubble-5")) == 12


def test_a_module_is_named_with_its_figures_and_chosen_by_mouse_and_keyboard(app, scenario, run):
    page, shown = diagram(app, scenario)
    face = shown.locator('[data-step="5"] .step-face')
    expect(face).to_have_accessible_name(re.compile(r"^5\. .+: replace it, .*12 operations, 12 credits"))
    face.click()
    expect(face).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowLeft")
    before = shown.locator('[data-step="3"] .step-face')
    expect(before).to_be_focused()
    expect(before).to_have_attribute("aria-pressed", "true")
    expect(face).to_have_attribute("aria-pressed", "false")


def test_only_one_card_is_reached_by_tab(app, scenario, run):
    _, shown = diagram(app, scenario)
    expect(shown.locator('.step-face[tabindex="0"]')).to_have_count(1)


def test_zoom_by_buttons_keys_and_wheel_but_the_plain_wheel_is_the_pages(app, scenario, run):
    page, shown = diagram(app, scenario)
    level = shown.locator(".zoom-level")
    shown.get_by_role("button", name="Zoom in").click()
    larger = figure(level)
    shown.locator(".step-face").first.focus()
    page.keyboard.press("-")
    assert figure(level) < larger
    page.keyboard.press("0")
    assert figure(level) == 100
    shown.get_by_role("button", name="Show all").click()
    whole = figure(level)
    box = shown.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2)
    page.mouse.wheel(0, 40)
    assert figure(level) == whole
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(level).not_to_have_text(f"{whole:g} %")


def test_g3_bubbles_of_a_run_carry_status_in_shape_and_words(app, scenario, run):
    page = app.go(f"/scenarios/{scenario['id']}/history/{run}")
    shown = page.get_by_test_id("diagram")
    shown.get_by_test_id("bubble-5").wait_for()
    assert {module: figure(shown.get_by_test_id(f"bubble-{module}")) for module in SHARES} == SHARES
    expect(shown.locator('[data-step="5"] .step-face')).to_have_accessible_name(re.compile(r"success, 12 operations, 12 credits"))
    expect(shown.locator('[data-step="5"] .status-mark .icon')).to_be_visible()


def test_a_large_diagram_opens_whole_or_at_its_beginning(app, server):
    scenario = server.import_blueprint("silbersteine__make.com-workflow-blueprints__NotionTaskDashboardWebhook.json")
    page = app.go(f"/scenarios/{scenario['id']}")
    shown = page.get_by_test_id("diagram")
    expect(shown.locator(".step")).to_have_count(6)
    expect(shown.locator(".link-chip")).to_have_count(3)
    expect(shown.get_by_title(re.compile("Task Created"))).to_be_visible()
    box, first = shown.bounding_box(), shown.locator('[data-step="4"]').bounding_box()
    assert box["x"] <= first["x"] and first["x"] + first["width"] <= box["x"] + box["width"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_diagram(app, scenario, run, theme):
    app.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page, _ = diagram(app, scenario)
    violations = Axe().run(page, context='[data-testid="diagram"]').response["violations"]
    assert [f"{one['id']}: {node['html'][:200]}" for one in violations for node in one["nodes"]] == []
