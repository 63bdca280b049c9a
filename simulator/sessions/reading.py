"""Reading a journal: what counts, what is torn, what is damaged.

The line end is what makes an event count: it is written last, and nobody is told that an event is
safe before the disk has it. So a last line without one, or one that is no JSON (a power cut can
leave zeroes), was promised to nobody and is left out. Anything wrong before that is damage.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from simulator.conversation.events import VERSION, Event, EventError
from simulator.language import _
from simulator.sessions.errors import JournalDamaged, JournalError


@dataclass(frozen=True, slots=True)
class Contents:
    """What a journal holds."""

    events: list[Event]
    """In the order they happened, up to the end or to the damage."""
    end: int
    """How many bytes the lines of `events` take."""
    torn: bytes = b""
    """A last line that never became an event."""
    damage: JournalDamaged | None = None
    """Why reading stopped early; None when it did not."""


def read_events(path: Path) -> list[Event]:
    """All events of the journal at `path`.

    Raises:
        FileNotFoundError: there is no such file.
        JournalDamaged: a line is damaged, or an event is missing.
        JournalError: the disk refuses.
    """
    contents = read_until_damage(path)
    if contents.damage is not None:
        raise contents.damage
    return contents.events


def read_until_damage(path: Path) -> Contents:
    """The events of the journal at `path`, as far as they are sound.

    Raises:
        FileNotFoundError: there is no such file.
        JournalError: the disk refuses.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        sentence = _("Ik kan deze sessie niet lezen: {reason} ({path}).")
        raise JournalError.because(error, sentence, path) from error
    events: list[Event] = []
    end = 0
    while end < len(raw):
        stop = raw.find(b"\n", end)
        line = raw[end:stop]
        if stop < 0 or (stop + 1 == len(raw) and not _is_json(line)):
            return Contents(events, end, torn=raw[end:])
        event = _event(line)
        if event is None or event.seq != len(events):
            number = len(events) + 1
            damage = JournalDamaged(_complaint(line, event), path, number)
            return Contents(events, end, damage=damage)
        events.append(event)
        end = stop + 1
    return Contents(events, end)


def _event(line: bytes) -> Event | None:
    try:
        return Event.from_json(line.decode("utf-8"))
    except (EventError, UnicodeDecodeError):
        return None


def _complaint(line: bytes, event: Event | None) -> str:
    if event is not None:
        return _(
            "In deze sessie ontbreekt iets vóór regel {line} ({path})."
            " Wat ervoor staat, kun je nog lezen."
        )
    if _is_newer(line):
        return _(
            "Deze sessie is gemaakt met een nieuwere Gehoord ({path}, regel {line})."
            " Werk Gehoord bij om verder te gaan."
        )
    return _(
        "In deze sessie is regel {line} beschadigd ({path}). Wat ervoor staat, kun je nog lezen."
    )


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True


def _is_newer(line: bytes) -> bool:
    if not _is_json(line):
        return False
    document = json.loads(line)
    version = document.get("v") if isinstance(document, dict) else None
    return type(version) is int and version > VERSION
