import re

from playwright.sync_api import expect

from figures import figure


def dashboard(app, server, run):
    return app.go(f"/org/{server.organization}/dashboard")


def test_d1_average_credits_left_and_reset(app, server, run):
    page = dashboard(app, server, run)
    assert figure(page.get_by_test_id("average-daily")) == 19
    expect(page.get_by_test_id("credits-left")).to_contain_text("No limit")
    expect(page.get_by_test_id("resets")).to_contain_text(re.compile(r"\d+ \w+|\w+ \d+"))
    expect(page.get_by_test_id("resets")).to_contain_text(re.compile("in .* days|tomorrow|today"))
    expect(page.get_by_test_id("credit-meter")).to_contain_text("no limit")


def test_d2_a_day_is_hovered_or_focused(app, server, run):
    page = dashboard(app, server, run)
    chart = page.get_by_test_id("day-chart")
    chart.wait_for()
    expect(chart).to_have_attribute("aria-valuetext", re.compile("19 credits, 0 B transferred"))
    chart.press("Home")
    chart.press("End")
    hint = page.locator(".day-chart .day-hint")
    expect(hint).to_contain_text("Credits")
    expect(hint).to_contain_text("19")
    expect(hint).to_contain_text("Data transfer")
    expect(hint).to_contain_text("manual tests")
    chart.blur()
    expect(hint).to_have_count(0)
    box = chart.bounding_box()
    position = int(chart.get_attribute("aria-valuemax"))
    page.get_by_role("button", name="Show as a table").click()
    days = page.get_by_test_id("usage-days").locator("tbody tr").count()
    assert days == position + 1
    for step in range(40, int(box["width"]), 8):
        page.mouse.move(box["x"] + step, box["y"] + 100)
        if hint.count() and "so far" in hint.inner_text():
            break
    expect(hint).to_contain_text("so far")
    expect(hint).to_contain_text("19")


def test_d2_credits_say_how_many_are_of_the_plan_and_how_many_extra(app, server, run):
    page = dashboard(app, server, run)
    page.get_by_role("button", name="Credits", exact=True).hover()
    hint = page.locator(".legend-hint")
    expect(hint).to_be_visible()
    expect(hint).to_contain_text(re.compile(r"From the plan\s*19"))
    expect(hint).to_contain_text(re.compile(r"Extra\s*0"))


def test_d2_daily_and_total_and_the_table_behind(app, server, run):
    page = dashboard(app, server, run)
    page.get_by_role("tab", name="Total").click()
    expect(page.get_by_test_id("day-chart")).to_have_attribute("aria-valuetext", re.compile("since the period began"))
    page.get_by_role("button", name="Show as a table").click()
    today = page.get_by_test_id("usage-days").locator("tbody tr").first
    assert figure(today.locator('[data-column="centicredits"]')) == 19
    page.get_by_role("tab", name="Daily").click()


def test_what_used_the_most_leads_to_the_scenario(app, server, scenario, run):
    page = dashboard(app, server, run)
    page.get_by_role("region", name="What used the most").get_by_role("link", name=scenario["name"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(scenario["name"])
    assert figure(page.get_by_test_id("scenario-total")) == 19
