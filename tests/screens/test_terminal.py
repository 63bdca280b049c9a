"""The real program in a real terminal, and what it loads to get there."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.scenarios import load_scenario
from simulator.sessions import SessionStore
from simulator.sessions.practice import Practice
from simulator.settings import settings

ROOT = Path(__file__).parents[2]
LOKET = ROOT / "tests" / "data" / "loket.yaml"
PATIENCE = 30
"""Seconds until the program must have shown something."""

UNWANTED = {
    "openai",
    "pyttsx3",
    "pydantic",
    "tinydb",
    "yaml",
    "simulator.observation.observer",
}

CLIPBOARD = "\x1b]52;c;RVZJTA==\x07"
"""Writes to the clipboard of whoever looks at it."""


class Terminal:
    """A program that believes it talks to a terminal of 80 by 24."""

    def __init__(self, *arguments: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._program = subprocess.Popen(
            [sys.executable, "-m", "simulator", *arguments],
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = b""

    def wait_for(self, text: str) -> None:
        """Reads on until the text was shown since the last call."""
        start, until = len(self.shown), time.monotonic() + PATIENCE
        while text.encode() not in self.shown[start:]:
            left = until - time.monotonic()
            ready = select.select([self._ours], [], [], left)[0] if left > 0 else []
            assert ready, f"{text!r} was not shown: {self.shown[-2000:]!r}"
            self.shown += os.read(self._ours, 65536)

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        """The exit code, once the program has ended by itself."""
        while True:
            try:
                more = os.read(self._ours, 65536)
            except OSError:  # Linux says so when nobody holds the other end any more
                break
            if not more:
                break
            self.shown += more
        return self._program.wait(PATIENCE)

    def close(self) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._ours)


@pytest.fixture
def hostile_session() -> str:
    """A session in which somebody hid what steers a terminal."""
    store = SessionStore(settings().sessions_folder)
    practice = Practice.start(load_scenario(LOKET), store, seed=1)
    practice.conversation.say("Wat is er gebeurd?")
    practice.close()
    file = practice.journal.path
    events = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for event in events:
        if event["kind"] in ("citizen_said", "trainee_said"):
            event["data"]["text"] = f"EERST{CLIPBOARD}\x9b31m\u202e LAATST"
            event["data"]["stage"] = f"zucht{CLIPBOARD}"
    file.write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
    return practice.journal.id


@pytest.fixture
def terminal(hostile_session: str) -> Iterator[Terminal]:
    pytest.importorskip("pty", reason="Windows has no pseudo-terminal of this kind")
    opened = Terminal("play", "--resume", hostile_session)
    yield opened
    opened.close()


def test_nothing_that_was_said_or_pasted_steers_the_terminal(terminal: Terminal) -> None:
    terminal.wait_for("LAATST")
    terminal.type(f"\x1b[200~PLAK{CLIPBOARD}PLAK\x1b[201~")
    terminal.wait_for("PLAK")
    terminal.type("\r")
    terminal.wait_for("beurt 3")
    terminal.type("\x18")
    terminal.wait_for("Wil je stoppen?")
    terminal.type("\r")
    terminal.wait_for("hele gesprek")
    terminal.type("g")
    terminal.wait_for("LAATST")
    terminal.type("\x11")
    assert terminal.end() == 0
    assert b"]52;c;RVZJTA==" in terminal.shown
    assert b"\x1b]52" not in terminal.shown
    assert "\x9b".encode() not in terminal.shown
    assert "\u202e".encode() not in terminal.shown


def test_the_first_screen_waits_for_nothing_that_only_a_conversation_needs() -> None:
    code = "import sys, simulator.screens.app; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) & UNWANTED == set()
