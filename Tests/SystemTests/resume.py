#!/usr/bin/env python3
"""Cuts a run of 300,000 operations in the middle with SIGKILL and times how soon the next process goes on with it.

    Tests/SystemTests/resume.py [--operations 300000] [--program PATH] [--seconds 2]

Prints the time from the start of the new process to the first operation that it recorded, the time of the replay alone, and the
memory at its largest, before and after. Fails above --seconds, or if the books don't balance. Use the release program.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def blueprint():
    def compose(module, value):
        return {"id": module, "module": "util:ComposeTransformer", "version": 1, "parameters": {}, "mapper": {"value": value}}

    return {
        "name": "Long",
        "flow": [
            {"id": 1, "module": "gateway:CustomWebHook", "version": 1, "parameters": {"maxResults": 1}, "mapper": {}},
            {"id": 2, "module": "builtin:BasicFeeder", "version": 1, "parameters": {}, "mapper": {"array": "{{1.items}}"}},
            compose(3, "{{2.value}}"),
            compose(4, "Item {{3.value}}"),
            compose(5, "{{upper(4.value)}}"),
        ],
        "metadata": {"version": 1},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operations", type=int, default=300_000)
    parser.add_argument("--program", default=os.environ.get("FLOWMETER_BIN", str(ROOT / ".build/release/flowmeter")))
    parser.add_argument("--seconds", type=float, default=2.0)
    arguments = parser.parse_args()
    temporary = tempfile.mkdtemp(prefix="flowmeter-resume-")
    data = os.path.join(temporary, "data")
    program = arguments.program

    def command(*parts):
        return subprocess.run([program, *parts, "--data", data], check=True, stdout=subprocess.PIPE, text=True).stdout

    file = Path(temporary) / "blueprint.json"
    file.write_text(json.dumps(blueprint()))
    made = json.loads(command("import", str(file), "--activate", "--json"))
    token = json.loads(command("token", "create", "--json"))["token"]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = open(Path(temporary) / "serve.log", "ab")

    def serve():
        return subprocess.Popen([program, "serve", "--data", data, "--port", str(port)], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def ask(path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Token {token}", "Content-Type": "application/json"},
        )
        return urllib.request.urlopen(request, timeout=60).read()

    def patiently(path):
        while True:
            try:
                return ask(path)
            except OSError:
                time.sleep(0.005)

    def operations():
        rows = json.loads(patiently("/api/v2/scenarios/1/logs"))["scenarioLogs"]
        return (rows[0]["operations"], rows[0]["state"]) if rows else (0, "queued")

    def largest(process):
        for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0.0

    server = serve()
    patiently("/api/v2/ping")
    ask(made["webhook"], {"items": list(range(arguments.operations // 3))})
    while operations()[0] < arguments.operations // 2:
        time.sleep(0.01)
    before = largest(server)
    server.send_signal(signal.SIGKILL)
    server.wait()

    started = time.monotonic()
    server = serve()
    patiently("/api/v2/ping")
    answered = time.monotonic()
    cut = operations()[0]
    while operations()[0] <= cut and operations()[1] == "running":
        time.sleep(0.005)
    resumed = time.monotonic()
    while operations()[1] == "running":
        time.sleep(0.05)
    ended = operations()
    after = largest(server)
    server.terminate()
    server.wait()
    audit = subprocess.run([program, "audit", "--data", data], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(audit.stdout.strip())
    print(
        f"resume: cut at {cut} operations; went on {resumed - started:.2f} s after the start of the process "
        f"({resumed - answered:.2f} s after its first answer); ended with {ended[0]} operations as {ended[1]}; "
        f"largest memory {before:.0f} MB before, {after:.0f} MB after"
    )
    expected = arguments.operations // 3 * 3 + 2
    if audit.returncode != 0 or ended != (expected, "success") or resumed - started > arguments.seconds:
        print(f"resume: FAILED (expected {expected} operations, at most {arguments.seconds} s), the data is in {data}")
        sys.exit(1)
    shutil.rmtree(temporary)
    print("resume: passed")


main()
