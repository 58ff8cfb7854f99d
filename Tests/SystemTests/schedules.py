#!/usr/bin/env python3
"""Serves schedules with two processes, kills one now and then, and counts: each due time must have had one run.

    Tests/SystemTests/schedules.py [--seconds 60] [--scenarios 20] [--seed N] [--database CONNECTION] [--program PATH]

With --database, a PostgreSQL connection as key=value, two servers share a database that is made for it; without, one serves SQLite and
is killed and started again. Scenarios are due each second, so 20 of them have 1,000 due times in 50 seconds.
"""

import argparse
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from server import Server

ROOT = Path(__file__).resolve().parents[2]
BLUEPRINT = {
    "name": "Timed",
    "flow": [{"id": 1, "module": "util:SetVariable2", "version": 1, "parameters": {}, "mapper": {"name": "a", "scope": "roundtrip", "value": "1"}}],
    "metadata": {"version": 1},
}


def psql(connection, statement):
    answer = subprocess.run(["psql", connection, "-At", "-F", "|", "-c", statement], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [line.split("|") for line in answer.splitlines() if line]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.environ.get("FLOWMETER_BIN", str(ROOT / ".build/debug/flowmeter")))
    parser.add_argument("--database")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--scenarios", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    print(f"schedules: {arguments.scenarios} scenarios, {arguments.seconds} s, seed {arguments.seed}, {arguments.database or 'SQLite'}", flush=True)
    temporary = tempfile.mkdtemp(prefix="flowmeter-schedules-")
    name, connection, where = f"flowmeter_schedules_{os.getpid()}", None, []
    if arguments.database:
        psql(arguments.database, f"CREATE DATABASE {name}")
        connection = re.sub(r"dbname=\S+", "", arguments.database) + f" dbname={name}"
        where = ["--database", connection]
    try:
        check(arguments, chance, temporary, connection, where)
    finally:
        if connection:
            psql(arguments.database, f"DROP DATABASE {name} WITH (FORCE)")
    shutil.rmtree(temporary)


def check(arguments, chance, temporary, connection, where):
    folders = [os.path.join(temporary, part) for part in (["one", "two"] if connection else ["one"])]
    at = ["--data", folders[0]] + where

    def command(*words):
        done = subprocess.run([arguments.program, *words, *at], stdout=subprocess.PIPE, text=True)
        assert done.returncode == 0, f"{words} ended with {done.returncode}: {done.stdout}"
        return done.stdout

    file = Path(temporary) / "blueprint.json"
    file.write_text(json.dumps(BLUEPRINT))
    servers = [Server(arguments.program, folder, *where) for folder in folders]
    for server in servers:
        server.start()
    for _ in range(arguments.scenarios):
        made = json.loads(command("import", str(file), "--json"))
        scenario = str(made["scenarioId"])
        command("scenario", "schedule", scenario, '{"type":"indefinitely","interval":1}')
        command("scenario", "start", scenario)
    end = time.monotonic() + arguments.seconds
    kills = 0
    while time.monotonic() < end:
        time.sleep(chance.uniform(1, 5))
        server = chance.choice(servers)
        server.kill()
        kills += 1
        time.sleep(chance.uniform(0, 1))
        server.start()
    ids = [str(row["scenarioId"]) for row in json.loads(command("scenario", "list", "--json"))]
    for scenario in ids:
        command("scenario", "stop", scenario)

    def rows(statement):
        if connection:
            return [tuple(row) for row in psql(connection, statement)]
        database = sqlite3.connect(f"file:{folders[0]}/flowmeter.sqlite?mode=ro", uri=True)
        return [tuple(map(str, row)) for row in database.execute(statement)]

    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and rows("SELECT id FROM queue WHERE held = 0 UNION ALL SELECT id FROM run WHERE ended IS NULL"):
        time.sleep(1)
    for server in servers:
        server.stop()
    fires = rows("SELECT scenario, due, run, missed FROM fire ORDER BY scenario, due")
    runs = rows("SELECT id, state, origin FROM run")
    # What waited when its scenario was switched off is kept, and would run when that is switched on again.
    held = [run for (run,) in rows("SELECT id FROM queue WHERE held = 1")]
    due = defaultdict(list)
    for scenario, instant, _, _ in fires:
        due[scenario].append(int(instant))
    problems = []
    for scenario, instants in due.items():
        gaps = [b - a for a, b in zip(instants, instants[1:]) if b - a != 1_000]
        if gaps:
            problems.append(f"scenario {scenario}: due times are {gaps} ms apart")
    if sorted(run for _, _, run, _ in fires) != sorted([run for run, _, _ in runs] + held):
        problems.append(f"{len(fires)} due times were served, and there are {len(runs)} runs and {len(held)} that are held")
    unwell = [run for run in runs if run[1] != "3" or run[2] != "2"]
    if unwell:
        problems.append(f"{len(unwell)} runs did not end well, or have another origin, such as {unwell[0]}")
    command("audit")
    print(f"{len(fires)} due times of {len(due)} scenarios, {len(runs)} runs, {kills} kills")
    if problems:
        raise SystemExit("\n".join(problems) + f"\nwhat is left is in {temporary}")


main()
