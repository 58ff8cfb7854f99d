import re

from playwright.sync_api import expect

from credits import on_plan
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


def test_d3_active_scenarios_runs_and_errors(app, server, scenario, run):
    page = dashboard(app, server, run)
    counts = server.call("GET", f"/flowmeter/organizations/{server.organization}/dashboard")["dashboard"]["counts"]
    assert figure(page.get_by_test_id("active-scenarios").locator(".figure-value")) == counts["activeScenarios"]
    expect(page.get_by_test_id("active-scenarios")).to_contain_text(f"of {counts['scenarios']} now")
    assert figure(page.get_by_test_id("runs").locator(".figure-value")) == counts["runs"]
    assert figure(page.get_by_test_id("errors").locator(".figure-value")) == counts["errors"]
    for card in ("runs", "errors"):
        expect(page.get_by_test_id(card)).to_contain_text("this period")
    page.get_by_test_id("runs").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/usage$"))


def test_d3_the_forecast_is_the_servers(app, server, run):
    page = dashboard(app, server, run)
    expect(page.get_by_test_id("forecast")).to_contain_text("No limit")
    with on_plan(server, "pro"):
        page.reload()
        expect(page.get_by_test_id("forecast")).to_contain_text(re.compile("Too early to say|Lasts to the reset"))


def test_the_last_proof_of_the_books_is_dated(app, server, run):
    page = dashboard(app, server, run)
    expect(page.locator(".proof")).to_have_text(re.compile(r"Books proved \d+ \w+, \d\d:\d\d|not been proved yet"))
