"""What other windows do with a folder of sessions: started by the tests as a program of its own."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from simulator.conversation.events import Event, EventKind
from simulator.sessions import JournalError, SessionError, SessionStore


def event(seq: int, kind: EventKind = "trainee_said", **data: object) -> Event:
    """Event `seq`, which follows the one before it."""
    return Event(seq, seq - 1 if seq else None, datetime.now(UTC).isoformat(), kind, data)


def tell(*words: object) -> None:
    """Says something to the test, at once."""
    print(*words, flush=True)


def talk(folder: str) -> None:
    """Keeps events until it is killed; tells which event is safe after each."""
    with SessionStore(Path(folder)).create() as journal:
        tell(journal.id)
        seq = 0
        while True:
            # Long and short by turns, so that a kill also falls within a write.
            journal.append(event(seq, text=f"{seq} " + "é" * (seq * 7919 % 40_000)))
            tell(seq)
            seq += 1


def finish(folder: str, count: str) -> None:
    """Practises so many short sessions to the end."""
    store = SessionStore(Path(folder))
    for _ in range(int(count)):
        with store.create() as journal:
            journal.append(event(0, "opened", scenario={"id": "weer-een-ander"}))
            journal.append(event(1))
            journal.append(event(2, "ended", ending="agreed", tone="good", by="citizen"))
        store.note(journal.id)


def hold(folder: str, session_id: str) -> None:
    """Has a session open until the test closes its end."""
    with SessionStore(Path(folder)).open(session_id):
        tell("open")
        sys.stdin.read()


def fill(folder: str, most: str) -> None:
    """Keeps events on a disk on which a file can take no more than `most` bytes."""
    import resource

    store = SessionStore(Path(folder))
    with store.create() as journal:
        tell(journal.id)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), resource.RLIM_INFINITY))
        seq = 0
        try:
            while True:
                journal.append(event(seq, text="x" * 100))
                seq += 1
        except JournalError as error:
            tell(seq)
            tell(journal.path.stat().st_size)
            tell(error)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        journal.append(event(seq, text="Er is weer plaats."))


def trespass(folder: str, session_id: str) -> None:
    """Uses a folder without the right to write in it."""
    import filelock  # noqa: F401 - while it can still be found
    import tinydb  # noqa: F401

    import simulator.sessions.index  # noqa: F401

    if os.geteuid() == 0:
        os.setuid(65534)
    store = SessionStore(Path(folder))
    tell(len(store.events(session_id)))
    tell(store.list()[0].id)
    attempts = (store.create, partial(store.open, session_id), partial(store.erase, session_id))
    for attempt in attempts:
        try:
            attempt()
        except SessionError as error:
            tell(error)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
