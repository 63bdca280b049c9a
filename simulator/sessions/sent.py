"""What was sent to a language model during a session, so that its owner can read it back.

A file beside the journal, with a line before anything leaves the machine and a line for what came
back. It is erased with the session.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import IO, Any

from simulator.language import _
from simulator.llm import Received, Sent
from simulator.sessions.disk import private
from simulator.sessions.errors import JournalError

SUFFIX = ".sent"


class SentLog:
    """Keeps what is sent; its `append` is the sink of a client."""

    def __init__(self, journal: Path) -> None:
        """`journal` is that of the session; the file comes with the first request."""
        self.path = journal.with_suffix(SUFFIX)
        self._one_at_a_time = Lock()

    def append(self, what: Sent | Received) -> None:
        """Keeps one line.

        Raises:
            OSError: the disk refuses; what was not kept is not sent.
        """
        line = json.dumps(what.to_json(), ensure_ascii=False) + "\n"
        with self._one_at_a_time, open(self.path, "a+b", opener=private) as file:
            if _is_torn(file):
                line = "\n" + line
            file.write(line.encode("utf-8", "backslashreplace"))


def _is_torn(file: IO[bytes]) -> bool:
    """Whether the last line was cut off, so that the next must not be glued to it."""
    end = file.seek(0, os.SEEK_END)
    if end == 0:
        return False
    file.seek(end - 1)
    return file.read(1) != b"\n"


def read_sent(journal: Path) -> list[Mapping[str, Any]]:
    """What was sent during a session, oldest first, each with what came back.

    A line that was cut off is left out.

    Raises:
        JournalError: the disk refuses.
    """
    path = journal.with_suffix(SUFFIX)
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        sentence = _("Ik kan niet lezen wat er is verstuurd: {reason} ({path}).")
        raise JournalError.because(error, sentence, path) from error
    exchanges: dict[str, dict[str, Any]] = {}
    for line in lines:
        try:
            part = json.loads(line)
            exchanges.setdefault(part["id"], {}).update(part)
        except (ValueError, TypeError, KeyError):
            continue
    return [exchange for exchange in exchanges.values() if "messages" in exchange]
