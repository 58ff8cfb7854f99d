"""Scenarios in which something happens: one that fails, one that sleeps, and how to wait for what comes of it."""

import json
import time

GOOD = "What stands here is searched for"


def module(id: int, name: str, mapper: dict | None = None, parameters: dict | None = None, **more) -> dict:
    return {
        "id": id,
        "module": name,
        "version": 1,
        "parameters": parameters or {},
        "mapper": mapper or {},
        "metadata": {"designer": {"x": 300 * id, "y": 0}},
        **more,
    }


def blueprint(name: str, flow: list[dict], **settings) -> dict:
    return {"name": name, "flow": flow, "metadata": {"version": 1, "scenario": settings, "designer": {"orphans": []}}}


def make(server, plan: dict) -> dict:
    team = server.call("GET", f"/teams?organizationId={server.organization}")["teams"][0]["id"]
    body = {"blueprint": json.dumps(plan), "teamId": team, "scheduling": json.dumps({"type": "on-demand"})}
    return server.call("POST", "/scenarios", body)["scenario"]


def sleeper(server) -> dict:
    return make(server, blueprint("Sleeper", [module(1, "util:FunctionSleep", {"duration": "120"})]))


def breaking(server, **settings) -> dict:
    """Keeps each bundle as an incomplete execution: the first module says a word, the second throws."""
    flow = [
        module(1, "util:SetVariable2", {"name": "word", "scope": "roundtrip", "value": GOOD}),
        module(2, "builtin:ThrowError", {"message": "The shop is closed: {{1.word}}"}, onerror=[module(3, "builtin:Break", {"retry": False})]),
    ]
    return make(server, blueprint("Shop", flow, dlq=True, **settings))


def run_of(server, scenario: int, run: str) -> dict:
    return server.call("GET", f"/flowmeter/scenarios/{scenario}/runs/{run}")["run"]


def until(question, limit: float = 30):
    """Asks until the answer is true, and gives it."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        answer = question()
        if answer:
            return answer
        time.sleep(0.05)
    raise AssertionError("it did not come to that")


def live_run(server, scenario: int) -> str:
    """A run by the API, as *Run once* is a test that keeps nothing."""
    return server.call("POST", f"/scenarios/{scenario}/run", {"data": {}, "responsive": False})["executionId"]


def ended_run(server, scenario: int) -> str:
    run = live_run(server, scenario)
    until(lambda: run_of(server, scenario, run)["endedAt"])
    return run


def incompletes(server, scenario: int) -> list[dict]:
    return server.call("GET", f"/dlqs?scenarioId={scenario}")["dlqs"]
