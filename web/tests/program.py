"""The real program in a folder of its own, and a client of its API."""

import http.cookiejar
import json
import os
import re
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("FLOWMETER_BIN", str(ROOT / ".build/debug/flowmeter"))
PAGES = os.environ.get("FLOWMETER_PAGES", str(ROOT / "web/dist"))
BLUEPRINTS = Path(os.environ.get("FLOWMETER_BLUEPRINTS", "/work/shared/data/blueprints"))
NINETEEN = "manasoid__make__blueprint-basics.json"

OWNER = {"name": "Ada Lovelace", "email": "ada@example.org", "password": "a calm instrument, not a billboard"}
START_LIMIT = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="flowmeter-pages-")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.lines: list[str] = []
        self.code = None
        self.owner_made = False
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        arguments = [BINARY, "serve", "--data", self.folder.name, "--port", str(self.port)]
        if Path(PAGES, "index.html").exists():
            arguments += ["--pages", PAGES]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self._link = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        self._wait()

    def _read(self):
        for line in self.process.stdout:
            self.lines = [*self.lines[-500:], line]
            found = re.search(r"/welcome#code=([^\s\"'<>]+)", line)
            if found and not self.code:
                self.code = found[1]
                self._link.set()

    def _wait(self):
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"{self.url}/api/v2/ping", timeout=2).read()
                if self._link.wait(5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError("the program did not start:\n" + "".join(self.lines))

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()

    def call(self, method: str, path: str, body=None):
        """An answer of the API; an error is raised with its body."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api/v2{path}", data=data, method=method)
        request.add_header("Origin", self.url)
        request.add_header("Content-Type", "application/json")
        try:
            with self.opener.open(request, timeout=60) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path} answered {error.code}: {error.read().decode(errors='replace')}") from error

    def command(self, *arguments: str) -> str:
        """A command for the folder that is being served."""
        done = subprocess.run([BINARY, *arguments, "--data", self.folder.name], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def make_owner(self):
        if not self.owner_made:
            self.call("POST", "/flowmeter/first-owner", {"code": urllib.parse.unquote(self.code), **OWNER})
            self.owner_made = True

    @property
    def organization(self) -> int:
        return self.call("GET", "/organizations")["organizations"][0]["id"]

    def import_blueprint(self, name: str = NINETEEN) -> dict:
        team = self.call("GET", f"/teams?organizationId={self.organization}")["teams"][0]["id"]
        text = (BLUEPRINTS / name).read_text()
        body = {"blueprint": text, "teamId": team, "scheduling": json.dumps({"type": "on-demand"})}
        return self.call("POST", "/scenarios", body)["scenario"]

    def run_once(self, scenario: int) -> str:
        return self.call("POST", f"/flowmeter/scenarios/{scenario}/run-once", {})["runId"]

    def run_to_end(self, scenario: int) -> str:
        run = self.run_once(scenario)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            state = self.call("GET", f"/flowmeter/scenarios/{scenario}/runs/{run}")["run"]["state"]
            if state not in ("running", "sleeping"):
                assert state == "success", f"the run ended as {state}"
                return run
            time.sleep(0.05)
        raise AssertionError("the run did not end")
