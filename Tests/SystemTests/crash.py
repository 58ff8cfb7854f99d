#!/usr/bin/env python3
"""Kills the server with SIGKILL at random moments while webhooks come in, and holds the books against what was answered.

    Tests/SystemTests/crash.py [--deliveries 1000] [--seed N] [--database CONNECTION] [--program PATH]

Every delivery that was answered 200 must have become one run that ended well; its record in the data store must be there once; its
request must have reached the peer; and `flowmeter audit` must agree.
"""

import argparse
import collections
import http.client
import http.server
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

from server import Server

ROOT = Path(__file__).resolve().parents[2]
SENDERS = 8


class Peer:
    """What the scenario's request reaches: counts each delivery, and the idempotency keys that came with it."""

    def __init__(self):
        self.seen = collections.defaultdict(list)
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.seen[json.loads(body)["n"]].append(self.headers.get("Idempotency-Key"))
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                """A client that was killed in the middle of a request is what this is about."""

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def blueprint(store, peer):
    return {
        "name": "Crash",
        "flow": [
            {"id": 1, "module": "gateway:CustomWebHook", "version": 1, "parameters": {"maxResults": 1}, "mapper": {}},
            {"id": 2, "module": "util:SetVariable2", "version": 1, "parameters": {}, "mapper": {"name": "n", "scope": "roundtrip", "value": "{{1.n}}"}},
            {
                "id": 3,
                "module": "datastore:AddRecord",
                "version": 1,
                "parameters": {"datastore": store},
                "mapper": {"key": "{{2.n}}", "overwrite": False, "data": {"n": "{{2.n}}"}},
            },
            {
                "id": 4,
                "module": "http:ActionSendData",
                "version": 3,
                "parameters": {"handleErrors": True},
                "mapper": {
                    "url": f"http://127.0.0.1:{peer}/",
                    "method": "post",
                    "bodyType": "raw",
                    "contentType": "application/json",
                    "data": '{"n": "{{2.n}}"}',
                    "parseResponse": False,
                },
            },
        ],
        "metadata": {"version": 1},
    }


def run(program, *arguments):
    done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)} exited with {done.returncode}: {done.stderr}{done.stdout}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deliveries", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--database")
    parser.add_argument("--program", default=os.environ.get("FLOWMETER_BIN", str(ROOT / ".build/debug/flowmeter")))
    arguments = parser.parse_args()
    print(f"crash: {arguments.deliveries} deliveries, seed {arguments.seed}, {arguments.database or 'SQLite'}", flush=True)
    chance = random.Random(arguments.seed)
    temporary = tempfile.mkdtemp(prefix="flowmeter-crash-")
    folder = os.path.join(temporary, "data")
    where = ["--data", folder] + (["--database", arguments.database] if arguments.database else [])
    program = arguments.program
    peer = Peer()

    store = json.loads(run(program, "data-store", "add", "Crash", "--megabytes", "100", "--json", *where))["dataStoreId"]
    file = os.path.join(temporary, "blueprint.json")
    Path(file).write_text(json.dumps(blueprint(store, peer.port)))
    made = json.loads(run(program, "import", file, "--activate", "--json", *where))
    token = json.loads(run(program, "token", "create", "--json", *where))["token"]
    server = Server(program, folder, "--allow-private", "127.0.0.1", *(["--database", arguments.database] if arguments.database else []))
    port = server.port
    server.start()

    accepted, lock = set(), threading.Lock()
    numbers = iter(range(arguments.deliveries))
    finished = threading.Event()

    def send():
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            name = f"d{number}"
            while True:
                try:
                    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                    connection.request("POST", made["webhook"], json.dumps({"n": name}), {"Content-Type": "application/json", "Connection": "close"})
                except OSError:
                    # Nobody listens: it was surely not taken.
                    time.sleep(0.02)
                    continue
                try:
                    if connection.getresponse().status == 200:
                        with lock:
                            accepted.add(name)
                except (OSError, http.client.HTTPException):
                    pass  # Cut off: it may have been taken or not, so it is not sent again.
                finally:
                    connection.close()
                break
            time.sleep(chance.random() * 0.06)

    senders = [threading.Thread(target=send, daemon=True) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    threading.Thread(target=lambda: ([sender.join() for sender in senders], finished.set()), daemon=True).start()
    kills = 0
    while not finished.wait(chance.uniform(0.05, 0.6)):
        server.kill()
        kills += 1
        server.start()
    # And a few more while nothing new comes in, so that resumed runs are cut off too.
    for _ in range(3):
        time.sleep(chance.uniform(0.02, 0.2))
        server.kill()
        kills += 1
        server.start()

    def ask(path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v2/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Token {token}", "Content-Type": "application/json"},
        )
        return json.load(urllib.request.urlopen(request, timeout=60))

    def runs():
        rows, page = [], 0
        while True:
            found = ask("organizations/1/scenarios/executions", {"pageSize": 500, "pageIndex": page})["results"]
            rows += found
            if len(found) < 500:
                return rows
            page += 1

    deadline = time.monotonic() + 180
    while True:
        rows = runs()
        hooks = ask("hooks?teamId=1")["hooks"]
        if all(row["state"] not in ("running", "sleeping") for row in rows) and sum(hook["queueCount"] for hook in hooks) == 0 and len(rows) >= len(accepted):
            break
        if time.monotonic() > deadline:
            raise SystemExit(f"after three minutes {sum(row['state'] == 'running' for row in rows)} runs still live; the data is in {folder}")
        time.sleep(0.2)

    problems = []
    bad = [row for row in rows if row["state"] != "success"]
    if bad:
        problems.append(f"{len(bad)} runs did not end well, such as {bad[0]}")
    charged = {row["centicredits"] for row in rows}
    if charged != {400}:
        problems.append(f"runs cost {sorted(charged)} centicredits instead of 400 each")
    forgotten = accepted - set(peer.seen)
    if forgotten:
        problems.append(f"{len(forgotten)} accepted deliveries never reached the peer: {sorted(forgotten)[:5]}")
    # A run that added its record is the only one of its delivery: the key may be taken once.
    if len(rows) != len(peer.seen):
        problems.append(f"{len(rows)} runs, but {len(peer.seen)} deliveries reached the peer")
    keys = {name: set(seen) for name, seen in peer.seen.items()}
    if any(len(found) != 1 for found in keys.values()):
        problems.append("a repeated request came with another idempotency key")
    repeated = sum(len(seen) - 1 for seen in peer.seen.values())
    server.stop()
    audit = subprocess.run([program, "audit", *where], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(audit.stdout.strip())
    if audit.returncode != 0:
        problems.append("the audit found differences")
    print(
        f"crash: {kills} kills, {len(accepted)} answered 200, {len(rows)} runs, {repeated} requests repeated with the same key, "
        f"{len(forgotten)} forgotten"
    )
    for problem in problems:
        print(f"crash: PROBLEM: {problem}")
    if problems:
        print(f"crash: FAILED, the data is in {folder}")
        sys.exit(1)
    shutil.rmtree(temporary)
    print("crash: passed")


main()
