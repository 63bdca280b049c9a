"""Four programs that finish fifty sessions each at once: are all 200 in the index?

    python -m benchmarks.index

Beside it, in the same run, the same summaries in TinyDB as it comes. Then what the list costs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import IO, cast

from simulator.conversation.events import Event, EventKind
from simulator.sessions import SessionStore, summarise

PROGRAMS = 4
SESSIONS = 50
TURNS = 20
OPENED_BYTES = 40_000
"""About what a scenario and a rubric take in the first event."""

LIST_IN_A_NEW_PROGRAM = """
import sys, time
import dataclasses, datetime, json, pathlib, typing  # what any application has loaded already
began = time.perf_counter()
from simulator.sessions import SessionStore
SessionStore(pathlib.Path(sys.argv[1])).list()
print((time.perf_counter() - began) * 1000)
"""


def session() -> list[Event]:
    """The events of a session of twenty turns."""
    scenario = {
        "id": "weer-een-ander",
        "title": "Weer een andere contactpersoon",
        "theme": "trust",
        "channel": "call",
        "rest": "x" * OPENED_BYTES,
    }
    criteria = [{"id": f"C{n}", "applicable": True, "level": 3} for n in range(1, 13)]
    events: list[Event] = []

    def add(kind: EventKind, **data: object) -> None:
        seq = len(events)
        events.append(Event(seq, seq - 1 if seq else None, now(), kind, data))

    add("opened", scenario=scenario)
    for turn in range(TURNS):
        add("trainee_said", text=f"Beurt {turn}. Wat is er gebeurd, en wat heeft u nu nodig?")
        add("citizen_said", text="Ik heb het al vier keer verteld, aan vier verschillende mensen.")
    add("ended", ending="agreed", tone="good", by="citizen")
    add("assessed", criteria=criteria)
    return events


def now() -> str:
    """The time as events tell it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def finish_with_gehoord(folder: Path) -> int:
    """Keeps the sessions and notes each in the index; how often that failed."""
    store = SessionStore(folder)
    for _ in range(SESSIONS):
        with store.create() as journal:
            for event in session():
                journal.append(event)
        store.note(journal.id)
    return 0


def finish_with_tinydb(folder: Path) -> int:
    """Adds only the summaries to a TinyDB as it comes; how often that failed."""
    from tinydb import TinyDB

    failures = 0
    database = TinyDB(folder / "index.json")
    for number in range(SESSIONS):
        try:
            database.table("sessions").insert(summarise(str(number), session()).to_row())
        except Exception:  # noqa: BLE001 - whatever it is, the summary is not in
            failures += 1
    return failures


WAYS = {
    "Gehoord: journals and index": finish_with_gehoord,
    "TinyDB as it comes: summaries only": finish_with_tinydb,
}


def all_at_once(way: str, folder: Path) -> tuple[float, int]:
    """Seconds that the programs took together, and how often they failed."""
    command = [sys.executable, "-m", "benchmarks.index", way, str(folder)]
    programs = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(PROGRAMS)
    ]
    for program in programs:
        cast("IO[str]", program.stdout).readline()
    began = time.perf_counter()
    for program in programs:
        cast("IO[str]", program.stdin).write("go\n")
        cast("IO[str]", program.stdin).flush()
    failures = sum(int(program.communicate()[0]) for program in programs)
    return time.perf_counter() - began, failures


def in_the_index(folder: Path) -> str:
    """How many summaries the file holds, without any help."""
    try:
        tables = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    except ValueError:
        return "file broken"
    return f"{len(tables['sessions'])} of {PROGRAMS * SESSIONS}"


def timed(action: Callable[[], object], times: int = 9) -> float:
    """Milliseconds that the action takes, the median of several."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def list_in_a_new_program(folder: Path, compiled: Path) -> float:
    """Milliseconds, imports included, once Python has compiled the modules."""
    command = [sys.executable, "-c", LIST_IN_A_NEW_PROGRAM, str(folder)]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(compiled)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    times = [float(subprocess.check_output(command, env=environment)) for _ in range(10)]
    return median(times[1:])


def show_list(folder: Path, compiled: Path) -> None:
    """Prints what listing costs."""
    store = SessionStore(folder)
    newest = store.list()[0].id
    size = (folder / "index.json").stat().st_size / len(store.list())
    print(f"\n| {len(store.list())} sessions, {size:.0f} bytes each in the index | ms |\n|---|---|")
    for what, milliseconds in (
        ("list in a new program, imports included", list_in_a_new_program(folder, compiled)),
        ("list again in the same program", timed(store.list)),
        ("note one session", timed(lambda: store.note(newest))),
        ("rebuild from the journals", timed(store.rebuild, times=3)),
    ):
        print(f"| {what} | {milliseconds:.1f} |")


def main() -> None:
    """Prints the tables."""
    print(f"{PROGRAMS} programs × {SESSIONS} sessions at once\n")
    print("| way | in the index | failures | seconds |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        for number, way in enumerate(WAYS):
            folder = Path(place) / str(number)
            folder.mkdir()
            seconds, failures = all_at_once(way, folder)
            print(f"| {way} | {in_the_index(folder)} | {failures} | {seconds:.1f} |")
        show_list(Path(place) / "0", Path(place) / "compiled")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print("ready", flush=True)
        sys.stdin.readline()
        print(WAYS[sys.argv[1]](Path(sys.argv[2])))
    else:
        main()
