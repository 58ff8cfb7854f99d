import re

from playwright.sync_api import expect

from program import OWNER


def test_the_printed_link_makes_the_first_owner_and_leads_to_the_dashboard(fresh, page):
    page.goto(f"{fresh.url}/")
    expect(page.get_by_text("Nobody has an account yet")).to_be_visible()
    page.goto(f"{fresh.url}/welcome#code={fresh.code}")
    page.reload()
    page.get_by_label("Your name").fill(OWNER["name"])
    page.get_by_label("Email").fill(OWNER["email"])
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Password").fill(OWNER["password"])
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1, name="Dashboard")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/org/\d+/dashboard$"))
    fresh.owner_made = True


def test_the_link_works_once(fresh, page):
    page.goto(f"{fresh.url}/welcome#code={fresh.code}")
    expect(page.get_by_role("heading", level=1)).to_have_text("This link has been used")


def test_a_page_that_needs_a_sign_in_comes_after_it(fresh, page):
    page.goto(f"{fresh.url}/scenarios")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("Email").fill(OWNER["email"])
    page.get_by_label("Password").fill("wrong, but long enough")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("don't belong together")
    page.get_by_label("Password").fill(OWNER["password"])
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{fresh.url}/scenarios")
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto(f"{fresh.url}/org/1/usage")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
