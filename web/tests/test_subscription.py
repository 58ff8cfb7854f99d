import re

from playwright.sync_api import expect

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
