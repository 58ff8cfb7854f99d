"""When a scenario runs, and how: its settings."""

import pytest
from playwright.sync_api import expect

import engine
from test_accessibility import found


@pytest.fixture(scope="module")
def plain(server):
    return engine.make(server, engine.blueprint("Plain", [engine.module(1, "util:SetVariable2", {"name": "a", "scope": "roundtrip", "value": "b"})], slots=None))


def scheduling(server, scenario) -> dict:
    return server.call("GET", f"/scenarios/{scenario['id']}")["scenario"]["scheduling"]


def saved(page):
    page.get_by_role("button", name="Save the schedule").click()
    expect(page.get_by_text("The schedule is saved.").first).to_be_visible()


@pytest.mark.parametrize(
    "type, steps, expected",
    [
        ("daily", lambda card: card.get_by_label("At", exact=True).fill("07:30"), {"type": "daily", "time": "07:30"}),
        ("weekly", lambda card: card.get_by_role("checkbox", name="Thursday").first.check(), {"type": "weekly", "days": [1, 4], "time": "09:00"}),
        ("monthly", lambda card: card.get_by_role("checkbox", name="31").check(), {"type": "monthly", "days": [1, 31], "time": "09:00"}),
        ("yearly", lambda card: card.get_by_role("checkbox", name="July").first.check(), {"type": "yearly", "months": [1, 7], "days": [1], "time": "09:00"}),
        ("once", lambda card: card.get_by_label("Day and time").fill("2030-01-02T03:04"), {"type": "once", "date": "2030-01-02T03:04"}),
        ("indefinitely", lambda card: card.get_by_label("Every … minutes").fill("20"), {"type": "indefinitely", "interval": 1200}),
        ("on-demand", lambda card: None, {"type": "on-demand"}),
    ],
)
def test_every_kind_of_schedule_is_set(app, server, plain, type, steps, expected):
    server.call("PATCH", f"/scenarios/{plain['id']}", {"scheduling": '{"type":"immediately"}'})
    page = app.go(f"/scenarios/{plain['id']}/settings")
    page.get_by_label("Runs", exact=True).select_option(type)
    steps(page.get_by_role("form", name="Schedule"))
    saved(page)
    assert scheduling(server, plain) == expected


def test_hours_days_and_missed_times(app, server, plain):
    server.call("PATCH", f"/scenarios/{plain['id']}", {"scheduling": '{"type":"indefinitely","interval":900}'})
    page = app.go(f"/scenarios/{plain['id']}/settings")
    page.get_by_text("Only within certain days or hours").press("Enter")
    page.get_by_role("button", name="Add hours").press("Enter")
    window = page.get_by_role("group", name="Window 1")
    window.get_by_role("checkbox", name="Saturday").press("Space")
    page.get_by_label("First day").fill("2030-01-01")
    page.get_by_label("Times that were missed").select_option("none")
    assert found(page) == []
    saved(page)
    assert scheduling(server, plain) == {
        "type": "indefinitely",
        "interval": 900,
        "restrict": [{"days": [1, 2, 3, 4, 5, 6], "time": ["08:00", "17:00"]}],
        "between": ["2030-01-01", None],
        "missed": "none",
    }


def test_what_is_missing_is_said_and_not_saved(app, server, plain):
    page = app.go(f"/scenarios/{plain['id']}/settings")
    page.get_by_label("Runs", exact=True).select_option("weekly")
    page.get_by_role("form", name="Schedule").get_by_role("checkbox", name="Monday").first.uncheck()
    expect(page.get_by_text("At least one day.")).to_be_visible()
    expect(page.get_by_role("button", name="Save the schedule")).to_be_disabled()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_next_times_stand_there_before_saving(app, server, plain, theme):
    app.emulate_media(color_scheme=theme)
    page = app.go(f"/scenarios/{plain['id']}/settings")
    page.get_by_label("Runs", exact=True).select_option("yearly")
    times = page.get_by_test_id("next-times")
    expect(times.get_by_role("listitem")).to_have_count(5)
    expect(times).to_contain_text("1 Jan")
    assert found(page) == []


def test_how_it_runs_is_saved_into_the_blueprint(app, server, plain):
    page = app.go(f"/scenarios/{plain['id']}/settings")
    panel = page.get_by_role("form", name="How it runs")
    panel.get_by_role("switch", name="Keep incomplete executions").press("Space")
    panel.get_by_role("switch", name="One run after another").click()
    panel.get_by_label("What is kept of a run").select_option("failures")
    panel.get_by_label("Errors in a row").fill("7")
    panel.get_by_label("Cycles of one run").fill("none")
    expect(panel.get_by_role("button", name="Save how it runs")).to_be_disabled()
    panel.get_by_label("Cycles of one run").fill("2")
    panel.get_by_role("button", name="Save how it runs").click()
    expect(page.get_by_text("Runs that begin from now on follow it.")).to_be_visible()
    kept = server.call("GET", f"/scenarios/{plain['id']}/blueprint")["response"]["blueprint"]
    assert kept["metadata"]["scenario"] == {
        "slots": None,
        "dlq": True,
        "sequential": True,
        "logLevel": "failures",
        "roundtrips": 2,
        "maxErrors": 7,
    }
    assert kept["flow"][0]["module"] == "util:SetVariable2"
    page.reload()
    expect(page.get_by_role("switch", name="Keep incomplete executions")).to_have_attribute("aria-checked", "true")
