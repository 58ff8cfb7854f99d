import re

from playwright.sync_api import expect

from credits import of, on_plan
from figures import figure


def test_s1_credits_used_of_the_plan(app, server, run):
    page = app.go(f"/org/{server.organization}/subscription")
    assert figure(page.get_by_test_id("credits-used")) == 19
    credits = page.get_by_test_id("subscription-credits")
    expect(credits).to_contain_text("no limit")
    expect(credits).to_contain_text("Plan")
    expect(credits).to_contain_text("Extra")
    expect(page.get_by_role("region", name="Data transfer")).to_contain_text("0 B")


def test_s1_a_limited_plan_shows_total_and_share(app, server, run):
    organization = server.organization
    server.command("organization", "plan", str(organization), "pro")
    try:
        page = app.go(f"/org/{organization}/subscription")
        credits = page.get_by_test_id("subscription-credits")
        expect(credits).to_contain_text(re.compile(r"of [\d,]+ used"))
        expect(credits.get_by_role("meter", name="Credits used")).to_be_visible()
        expect(page.get_by_role("heading", level=2, name="Pro")).to_be_visible()
    finally:
        server.command("organization", "plan", str(organization), "selfHosted")


def test_s1_a_plan_is_changed_after_a_look_at_what_happens(app, server, run):
    with on_plan(server, "pro"):
        page = app.go(f"/org/{server.organization}/subscription")
        page.get_by_role("button", name="Change plan").click()
        dialog = page.get_by_role("dialog", name="Change plan")
        expect(dialog.get_by_role("button", name="Change plan")).to_be_disabled()
        dialog.get_by_role("radio", name=re.compile("^Free")).check()
        preview = dialog.get_by_test_id("plan-preview")
        expect(preview).to_contain_text("Pro → Free")
        expect(preview).to_contain_text("at the reset on")
        expect(preview).to_contain_text("Unused credits")
        dialog.get_by_role("button", name=re.compile("^Change to Free on ")).click()
        expect(dialog).to_have_count(0)

        waiting = page.get_by_test_id("next-plan")
        expect(waiting).to_contain_text("Becomes Free on")
        expect(page.get_by_role("heading", level=2, name="Pro")).to_be_visible()
        waiting.get_by_role("button", name="Take it back").click()
        expect(waiting).to_have_count(0)
        assert server.call("GET", of(server, "/subscription"))["subscription"]["nextPlan"] is None


def test_s1_the_plan_says_its_price_period_and_limits(app, server, run):
    with on_plan(server, "pro"):
        page = app.go(f"/org/{server.organization}/subscription")
        card = page.get_by_test_id("plan-card")
        plan = server.call("GET", of(server, "/subscription"))["subscription"]["plan"]
        expect(card).to_contain_text("Monthly")
        expect(card).to_contain_text("Credits reset")
        expect(card).to_contain_text(f"{plan['price']} {plan['currency']} a month")
        for limit in plan["limits"]:
            expect(card).to_contain_text(limit["label"])
