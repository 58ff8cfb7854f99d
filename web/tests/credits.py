"""What the tests about credits ask of the API beside the pages."""

from contextlib import contextmanager


def of(server, path: str) -> str:
    return f"/flowmeter/organizations/{server.organization}{path}"


@contextmanager
def on_plan(server, plan: str):
    """The organization on a limited plan, and back on that of one's own computer at the end."""
    server.command("organization", "plan", str(server.organization), plan)
    try:
        yield
    finally:
        server.command("organization", "plan", str(server.organization), "selfHosted")


def left(server) -> int:
    """Centicredits left, as the API says."""
    return server.call("GET", of(server, "/balance"))["balance"]["centicredits"]


def make_plan(server, plan: str, centicredits: int, **changed) -> dict:
    """A plan of the operator's own, made after Pro."""
    base = next(one for one in server.call("GET", "/flowmeter/plans")["plans"] if one["id"] == "pro")
    body = {**base, "id": plan, "name": plan.capitalize(), "shipped": False, "centicredits": centicredits, **changed}
    return server.call("PUT", f"/flowmeter/plans/{plan}", body)["plan"]


def choose_plan(server, plan: str, centicredits: int):
    server.call("POST", of(server, "/plan"), {"plan": plan, "centicredits": centicredits})


def grant(server, centicredits: int, note: str = "for a test") -> dict:
    return server.call("POST", of(server, "/grants"), {"kind": "promotional", "centicredits": centicredits, "note": note})["lot"]


def offer(server, centicredits: int) -> dict:
    return server.call("GET", of(server, f"/purchases/offer?centicredits={centicredits}"))["offer"]
