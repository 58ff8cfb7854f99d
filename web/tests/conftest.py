import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parent))

from program import OWNER, Program  # noqa: E402


# The server and the browser share two cores with whatever else runs.
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "UTC", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def fresh():
    """A program that nobody has signed in to."""
    program = Program()
    yield program
    program.stop()


@pytest.fixture(scope="module")
def server(fresh):
    """A program with its first owner; each file of tests has its own."""
    fresh.make_owner()
    return fresh


@pytest.fixture(scope="module")
def scenario(server):
    """The scenario whose run costs 19 credits."""
    return server.import_blueprint()


@pytest.fixture(scope="module")
def run(server, scenario):
    return server.run_to_end(scenario["id"])


@pytest.fixture
def signed_in(server, context):
    """A browser in which the owner is signed in; a mistake in a page fails the test."""
    answer = context.request.post(
        f"{server.url}/api/v2/flowmeter/session",
        data={"email": OWNER["email"], "password": OWNER["password"]},
        headers={"Origin": server.url},
    )
    assert answer.ok, answer.text()
    mistakes = []
    context.on("weberror", lambda error: mistakes.append(str(error.error)))
    context.on("console", lambda message: mistakes.append(message.text) if refused(message) else None)
    yield context
    assert mistakes == []


def refused(message) -> bool:
    """What the content security policy stopped."""
    return message.type == "error" and re.search("Content Security Policy", message.text) is not None


@pytest.fixture
def app(signed_in, server):
    page = signed_in.new_page()
    page.set_default_timeout(15_000)

    def go(path: str):
        page.goto(server.url + path)
        page.get_by_role("heading", level=1).wait_for()
        return page

    page.go = go
    return page
