"""A plan of twenty credits and a run of nineteen: near the end, at the end, and on again."""

import re

import pytest
from playwright.sync_api import expect

from credits import choose_plan, grant, left, make_plan
from figures import figure


@pytest.fixture(scope="module")
def tiny(server, scenario):
    make_plan(server, "tiny", 2000)
    choose_plan(server, "tiny", 2000)
    server.run_to_end(scenario["id"])
    return server


def test_d3_a_banner_says_that_credits_near_their_end(app, tiny):
    page = app.go(f"/org/{tiny.organization}/dashboard")
    banner = page.get_by_test_id(re.compile("^banner-credits"))
    expect(banner.first).to_contain_text("90")
    assert figure(page.get_by_test_id("credits-left").locator(".figure-value")) == 1
    expect(page.get_by_test_id("credit-meter")).to_have_attribute("data-tone", "bad")


def test_a_run_without_credits_is_paused_and_goes_on_with_new_ones(app, tiny, scenario):
    run = tiny.run_once(scenario["id"])
    page = app.go(f"/scenarios/{scenario['id']}/history/{run}")
    status = page.get_by_test_id("run-status")
    expect(status).to_contain_text("Paused before the operation that the credits left could not pay")
    expect(page.get_by_text("it goes on from there")).to_be_visible()
    expect(page.get_by_role("button", name="Refund")).to_have_count(0)
    used = figure(page.get_by_test_id("run-credits"))
    assert used == 1
    assert left(tiny) == 0

    dashboard = page.context.new_page()
    dashboard.goto(f"{tiny.url}/org/{tiny.organization}/dashboard")
    expect(dashboard.get_by_test_id("forecast")).to_contain_text("None left")
    expect(dashboard.get_by_role("alert").first).to_contain_text(re.compile("runs wait", re.IGNORECASE))

    grant(tiny, 10_000)
    expect(status).to_contain_text("Finished in", timeout=30_000)
    expect(page.get_by_test_id("run-credits")).to_contain_text("19")
    expect(dashboard.get_by_role("alert")).to_have_count(0, timeout=30_000)
