#!/usr/bin/env python3
"""Watches the program's system calls: each commit to SQLite must reach the disk (fdatasync) before it is answered.

    Tests/SystemTests/durability.py [--program PATH] [--deliveries 20]
"""

import argparse
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.environ.get("FLOWMETER_BIN", str(ROOT / ".build/debug/flowmeter")))
    parser.add_argument("--deliveries", type=int, default=20)
    arguments = parser.parse_args()
    temporary = tempfile.mkdtemp(prefix="flowmeter-durability-")
    data, trace = os.path.join(temporary, "data"), os.path.join(temporary, "trace")
    file = Path(temporary) / "blueprint.json"
    hook = {"id": 1, "module": "gateway:CustomWebHook", "version": 1, "parameters": {}, "mapper": {}}
    file.write_text(json.dumps({"name": "Durable", "flow": [hook], "metadata": {}}))
    made = json.loads(
        subprocess.run([arguments.program, "import", file, "--activate", "--json", "--data", data], check=True, stdout=subprocess.PIPE).stdout
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        ["strace", "-f", "-qq", "-y", "-ttt", "-e", "trace=fdatasync,fsync", "-o", trace, arguments.program, "serve", "--data", data, "--port", str(port)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/ping", timeout=1).read()
            break
        except OSError:
            time.sleep(0.05)
    answered = []
    for number in range(arguments.deliveries):
        begun = time.time()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("POST", made["webhook"], json.dumps({"n": number}), {"Content-Type": "application/json"})
        if connection.getresponse().status != 200:
            raise SystemExit("a delivery was not accepted")
        answered.append((begun, time.time()))
        connection.close()
    subprocess.run(["pkill", "-TERM", "-P", str(server.pid)], check=False)
    server.wait(timeout=60)
    pattern = re.compile(r"^\d+\s+([\d.]+) fdatasync\(\d+<[^>]*flowmeter\.sqlite-wal>\)\s+= 0|^\d+\s+([\d.]+) <\.\.\. fdatasync resumed>.*= 0")
    syncs = [float(match.group(1) or match.group(2)) for match in map(pattern.match, Path(trace).read_text().splitlines()) if match]
    undurable = [begun for begun, ended in answered if not any(begun <= sync <= ended for sync in syncs)]
    print(f"durability: {len(answered)} deliveries answered one after the other, {len(syncs)} fdatasync of the log, {len(undurable)} answered without one")
    shutil.rmtree(temporary)
    if undurable or len(syncs) < len(answered):
        print("durability: FAILED")
        sys.exit(1)
    print("durability: passed")


main()
