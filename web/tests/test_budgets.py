import re

import pytest
from playwright.sync_api import expect

from credits import of
from figures import cell, figure, table_row


@pytest.fixture
def page(app, server):
    page = app.go(f"/org/{server.organization}/budgets")
    page.get_by_role("button", name="Add a budget").wait_for()
    return page


def budgets(server) -> list:
    return server.call("GET", of(server, "/budgets"))["budgets"]


def set_budget(page, scenario: str, credits: str):
    page.get_by_role("button", name="Add a budget").click()
    form = page.get_by_role("form", name="New budget")
    form.get_by_label("Scenario", exact=True).select_option(label=scenario)
    form.get_by_label("Credits per period").fill(credits)
    form.get_by_role("button", name="Set the budget").click()
    expect(form).to_have_count(0)


def test_a_budget_pauses_runs_at_its_limit_and_raised_lets_them_go_on(page, app, server):
    scenario = server.import_blueprint()
    server.run_to_end(scenario["id"])
    set_budget(page, scenario["name"], "20")
    budget = next(one for one in budgets(server) if one["scenarioId"] == scenario["id"])
    row = table_row(page, "budgets-table", budget["id"])
    expect(row).to_contain_text("Near the limit")
    assert figure(cell(row, "used")) == 19
    expect(row.get_by_role("meter")).to_have_attribute("aria-valuenow", "95")

    run = server.run_once(scenario["id"])
    details = app.go(f"/scenarios/{scenario['id']}/history/{run}")
    expect(details.get_by_test_id("run-status")).to_contain_text("Paused before the operation that its budget could not pay")
    page = app.go(f"/org/{server.organization}/budgets")
    expect(table_row(page, "budgets-table", budget["id"])).to_contain_text("Reached")

    page.get_by_role("button", name=f"Edit the budget of {scenario['name']}").first.click()
    form = page.get_by_role("form", name=re.compile("^Budget of"))
    form.get_by_label("Credits per period").fill("1000")
    form.get_by_role("button", name="Save the budget").click()
    expect(table_row(page, "budgets-table", budget["id"])).to_contain_text("Within")
    details = app.go(f"/scenarios/{scenario['id']}/history/{run}")
    expect(details.get_by_test_id("run-status")).to_contain_text("Finished in", timeout=30_000)


def test_a_budget_of_a_run_is_the_most_that_one_may_cost(page, app, server):
    scenario = server.import_blueprint()
    page.get_by_role("button", name="Add a budget").click()
    form = page.get_by_role("form", name="New budget")
    form.get_by_label("For", exact=True).select_option("run")
    form.get_by_label("Credits per run").fill("5")
    form.get_by_role("button", name="Set the budget").click()
    expect(page.get_by_test_id("budgets-table")).to_contain_text("Each run of any scenario")
    run = server.run_once(scenario["id"])
    details = app.go(f"/scenarios/{scenario['id']}/history/{run}")
    expect(details.get_by_test_id("run-status")).to_contain_text("budget")
    assert figure(details.get_by_test_id("run-credits")) == 5

    page = app.go(f"/org/{server.organization}/budgets")
    page.get_by_role("button", name="Remove the budget of Each run of any scenario").click()
    page.get_by_role("button", name="Remove the budget", exact=True).click()
    expect(page.get_by_text("Each run of any scenario")).to_have_count(0)
    assert [one for one in budgets(server) if one["scope"] == "run"] == []


def test_a_team_has_a_budget_that_only_tells(page, server):
    page.get_by_role("button", name="Add a budget").click()
    form = page.get_by_role("form", name="New budget")
    form.get_by_label("For", exact=True).select_option("team")
    form.get_by_role("button", name="Set the budget").click()
    expect(form.get_by_text("Choose one.")).to_be_visible()
    expect(form.get_by_text("A number of credits above 0.")).to_be_visible()
    form.get_by_label("Team", exact=True).select_option(index=1)
    form.get_by_label("Credits per period").fill("5,000")
    form.get_by_label("Tell at per cent").fill("50, 100")
    form.get_by_label("Pause at the limit").uncheck()
    expect(form).to_contain_text("tells, nothing stops")
    form.get_by_role("button", name="Set the budget").click()
    expect(form).to_have_count(0)
    budget = next(one for one in budgets(server) if one["scope"] == "team")
    assert (budget["centicredits"], budget["hardStop"], budget["thresholds"]) == (500_000, False, [50, 100])


def test_alerts_are_saved_and_a_secret_is_shown_once(page, server):
    form = page.get_by_role("form", name="Alerts")
    form.get_by_label("Tell at per cent of the credits").fill("often")
    expect(form.get_by_text("Whole per cents")).to_be_visible()
    form.get_by_label("Tell at per cent of the credits").fill("100, 50")
    form.get_by_label("By mail to").fill("ann@example.org\nbob@example.org")
    form.get_by_label("By webhook to").fill("https://hooks.invalid/flow")
    form.get_by_label("runs that end with a warning").check()
    form.get_by_role("button", name="Save the alerts").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    saved = server.call("GET", of(server, "/alerts"))["alerts"]
    assert saved["thresholds"] == [50, 100] and saved["email"] == ["ann@example.org", "bob@example.org"]
    assert saved["webhookUrl"] == "https://hooks.invalid/flow" and saved["on"]["warning"] is True

    form.get_by_role("button", name="Make a new secret").click()
    secret = page.get_by_test_id("webhook-secret").inner_text()
    assert len(secret) >= 24 and "*" not in secret
    page.reload()
    form.get_by_role("button", name="Make a new secret").wait_for()
    expect(page.get_by_text(secret)).to_have_count(0)

    form.get_by_role("button", name="Call the webhook").click()
    expect(page.get_by_text("The test was not sent.")).to_be_visible(timeout=30_000)


def test_without_a_mail_server_the_page_says_so_and_leads_to_it(page, server):
    expect(page.get_by_test_id("no-mail")).to_contain_text("No mail can be sent yet")
    page.get_by_role("link", name="Set the mail server").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mail")


def test_a_message_that_was_due_stands_in_the_log(app, server):
    server.call("PATCH", of(server, "/alerts"), {"email": ["ann@example.org"]})
    scenario = server.import_blueprint()
    body = {"scope": "scenario", "scenarioId": scenario["id"], "centicredits": 2000, "hardStop": False, "thresholds": [50]}
    server.call("POST", of(server, "/budgets"), body)
    server.run_to_end(scenario["id"])
    page = app.go(f"/org/{server.organization}/budgets")
    for _ in range(20):
        page.reload()
        page.get_by_role("heading", level=2, name="Messages").wait_for()
        page.wait_for_timeout(300)
        if page.get_by_test_id("messages-table").count():
            break
    expect(page.get_by_test_id("messages-table")).to_contain_text(scenario["name"])
