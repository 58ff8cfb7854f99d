import re

from playwright.sync_api import expect

from figures import cell, figure


def bubbles(page):
    """The amounts that stand on the diagram's modules."""
    shown = page.get_by_test_id("diagram").locator(".bubble")
    shown.first.wait_for()
    return [figure(one) for one in shown.all()]


def test_g3_status_facts_and_bubbles_that_sum_to_the_run(app, server, scenario, run):
    page = app.go(f"/scenarios/{scenario['id']}/history/{run}")
    expect(page.get_by_test_id("run-status")).to_contain_text(re.compile(r"Finished in .*, without errors"))
    assert figure(page.get_by_test_id("run-credits")) == 19
    about = page.get_by_role("region", name="About this run")
    expect(about).to_contain_text("Ada Lovelace, manual test")
    assert sum(bubbles(page)) == 19


def test_g3_operations_sum_to_the_run_and_open_with_their_price(app, server, scenario, run):
    page = app.go(f"/scenarios/{scenario['id']}/history/{run}")
    rows = page.get_by_test_id("operations-table").locator("tbody tr")
    expect(rows.first).to_be_visible()
    assert sum(figure(cell(row, "credits")) for row in rows.all()) == 19
    rows.nth(1).click()
    parts = page.get_by_test_id("operation-parts")
    expect(parts).to_have_attribute("aria-label", re.compile("Operation 2"))
    expect(parts.get_by_role("region", name="Input")).to_be_visible()
    expect(parts.get_by_role("region", name="Output")).to_be_visible()
    expect(parts.get_by_role("region", name="Price")).to_contain_text("1 credit per operation")


def test_g3_a_bubble_shows_only_its_modules_operations(app, server, scenario, run):
    page = app.go(f"/scenarios/{scenario['id']}/history/{run}")
    rows = page.get_by_test_id("operations-table").locator("tbody tr")
    expect(rows.first).to_be_visible()
    page.get_by_test_id("diagram").locator("button.bubble").filter(has_text=re.compile(r"\b12\b")).first.click()
    expect(page.get_by_role("region", name="Operations").get_by_role("button", name="Show all")).to_be_visible()
    expect(rows).to_have_count(12)


def test_a_run_that_is_not_there_says_so(app, server, scenario):
    page = app.go(f"/scenarios/{scenario['id']}/history/{'0' * 32}")
    expect(page.get_by_role("alert")).to_contain_text("doesn't exist")
