"""Events, stores and other processes for the tests of the sessions room."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation.events import Event, EventKind
from simulator.sessions import SessionStore

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

SCENARIO = {
    "id": "weer-een-ander",
    "title": "Weer een andere contactpersoon",
    "theme": "trust",
    "channel": "call",
}

MakeEvent = Callable[..., Event]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    """A store in a folder that does not exist yet."""
    return SessionStore(tmp_path / "bewaard" / "sessies")


@pytest.fixture(scope="session")
def event() -> MakeEvent:
    """Makes event `seq`; it follows the one before, unless `parent` says otherwise."""

    def make(seq: int, kind: EventKind = "trainee_said", **data: Any) -> Event:
        parent = data.pop("parent", seq - 1 if seq else None)
        at = f"2026-11-25T13:{seq // 60 % 60:02}:{seq % 60:02}.000+01:00"
        return Event(seq, parent, at, kind, data)

    return make


@pytest.fixture(scope="session")
def opened(event: MakeEvent) -> Event:
    """The first event of a session."""
    return event(0, "opened", scenario=SCENARIO, rubric={}, seed=1, actor="scripted")


@pytest.fixture
def kept(store: SessionStore, opened: Event, event: MakeEvent) -> Path:
    """A journal of three events."""
    with store.create() as journal:
        journal.append(opened)
        journal.append(event(1, "citizen_said", text="Ja, met Pengel."))
        journal.append(event(2, text="Wat vervelend. Wat is er gebeurd?"))
    return journal.path


@pytest.fixture
def start() -> Start:
    """Starts `another_process.py` with the arguments; both its ends are lines of text."""

    def run(*arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(HERE / "another_process.py"), *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    return run
