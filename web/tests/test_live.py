import re

from playwright.sync_api import expect

from figures import becomes, cell, figure, table_row
from test_run import bubbles


def open_page(context, server, path):
    page = context.new_page()
    page.goto(server.url + path)
    page.evaluate("window.notReloaded = true")
    return page


def not_reloaded(*pages):
    return all(page.evaluate("window.notReloaded === true") for page in pages)


def test_after_one_run_every_place_shows_19_more_without_a_reload(signed_in, server, scenario, run):
    organization, id = server.organization, scenario["id"]
    dashboard = open_page(signed_in, server, f"/org/{organization}/dashboard")
    subscription = open_page(signed_in, server, f"/org/{organization}/subscription")
    usage = open_page(signed_in, server, f"/org/{organization}/usage")
    scenarios = open_page(signed_in, server, "/scenarios")
    diagram = open_page(signed_in, server, f"/scenarios/{id}")
    history = open_page(signed_in, server, f"/scenarios/{id}/history")

    dashboard.get_by_role("button", name="Show as a table").click()
    today = dashboard.get_by_test_id("usage-days").locator("tbody tr").first.locator('[data-column="centicredits"]')
    used = subscription.get_by_test_id("credits-used")
    listed = cell(table_row(scenarios, "scenarios-table", id), "centicredits").locator(".credit-amount")
    total = diagram.get_by_test_id("scenario-total")
    rows = history.get_by_test_id("history-table").locator("tbody tr")
    expect(rows.first).to_be_visible()
    expect(usage.get_by_test_id("usage-table")).to_be_visible()
    before = [figure(one) for one in (today, used, listed, total)]
    sum_before = figure(usage.get_by_test_id("usage-sum"))

    new = server.run_once(id)
    details = open_page(signed_in, server, f"/scenarios/{id}/history/{new}")

    for locator, value in zip((today, used, listed, total), before):
        becomes(locator, value + 19)
    expect(dashboard.get_by_test_id("day-chart")).to_have_attribute("aria-valuetext", re.compile(f"{before[0] + 19:g} credits"))
    expect(dashboard.get_by_test_id("credits-left")).to_contain_text("No limit")
    becomes(usage.get_by_test_id("usage-sum"), sum_before + 19)
    becomes(cell(table_row(usage, "usage-table", new), "centicredits"), 19)
    becomes(cell(table_row(history, "history-table", new), "centicredits"), 19)
    becomes(details.get_by_test_id("run-credits"), 19)
    expect(details.get_by_test_id("run-status")).to_contain_text("Finished")
    assert sum(bubbles(details)) == 19
    assert not_reloaded(dashboard, subscription, usage, scenarios, diagram, history, details)


def test_on_a_limited_plan_19_fewer_are_left(signed_in, server, scenario, run):
    organization = server.organization
    server.command("organization", "plan", str(organization), "pro")
    try:
        page = open_page(signed_in, server, f"/org/{organization}/dashboard")
        left = page.get_by_test_id("credits-left").locator(".figure-value")
        left.wait_for()
        before = figure(left)
        server.run_once(scenario["id"])
        becomes(left, before - 19)
        becomes(page.get_by_test_id("credit-meter"), before - 19)
        assert not_reloaded(page)
    finally:
        server.command("organization", "plan", str(organization), "selfHosted")


def test_a_new_run_waits_while_the_reader_looks_at_another_order(signed_in, server, scenario, run):
    page = open_page(signed_in, server, f"/org/{server.organization}/usage?sort=centicredits&dir=asc")
    first = page.get_by_test_id("usage-table").locator("tbody tr").first
    first.wait_for()
    rows = page.get_by_test_id("usage-table").locator("tbody tr").count()
    new = server.run_to_end(scenario["id"])
    waiting = page.get_by_role("button", name=re.compile(r"\d+ new run"))
    expect(waiting).to_be_visible()
    assert page.get_by_test_id("usage-table").locator("tbody tr").count() == rows
    waiting.click()
    expect(table_row(page, "usage-table", new)).to_have_count(1)
    assert not_reloaded(page)
