"""The events of a session: one line of the journal each, and nothing else is ever stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast, get_args

VERSION = 1
"""The version of the event format."""

EventKind = Literal[
    "opened",
    "citizen_said",
    "trainee_said",
    "trainee_did",
    "read",
    "moved",
    "hinted",
    "paused",
    "resumed",
    "rewound",
    "ended",
    "assessed",
    "advised",
    "marked",
    "shared",
    "withdrawn",
]

KINDS: frozenset[str] = frozenset(get_args(EventKind))

_WORDS: Mapping[str, tuple[str, str | None]] = {
    "citizen_said": ("text", "stage"),
    "trainee_said": ("text", None),
    "trainee_did": ("label", "shows"),
}
"""What was said or shown: the key that must hold text, and the one that may."""


class EventError(ValueError):
    """A line of a journal is not an event."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a session."""

    seq: int
    """Counts from 0, one more for every event of the session."""
    parent: int | None
    """The event it follows; None for the first. Two events with one parent are two attempts."""
    at: str
    """ISO 8601 with offset."""
    kind: EventKind
    data: Mapping[str, Any]

    def to_json(self) -> str:
        """One line of JSON, without the line end."""
        document = {
            "v": VERSION,
            "seq": self.seq,
            "parent": self.parent,
            "at": self.at,
            "kind": self.kind,
            "data": self.data,
        }
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Event:
        """Reads one line of a journal.

        Raises:
            EventError: the line is no event of a version that is known here.
        """
        try:
            document = json.loads(line)
            version, seq, parent = document["v"], document["seq"], document["parent"]
            at, kind, data = document["at"], document["kind"], document["data"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise EventError(str(error)) from error
        well_formed = (
            version == VERSION
            and type(seq) is int
            and seq >= 0
            and (parent is None or (type(parent) is int and 0 <= parent < seq))
            and isinstance(at, str)
            and isinstance(kind, str)
            and kind in KINDS
            and isinstance(data, dict)
        )
        if not well_formed:
            raise EventError(f"not an event of version {VERSION}")
        return cls(seq=seq, parent=parent, at=at, kind=cast(EventKind, kind), data=data)

    def is_readable(self) -> bool:
        """Whether what was said or shown is text, in a file that anybody can edit."""
        if self.kind not in _WORDS:
            return True
        needed, possible = _WORDS[self.kind]
        more = self.data.get(possible) if possible else None
        return isinstance(self.data.get(needed), str) and isinstance(more, str | None)


Sink = Callable[[Event], None]
"""Keeps an event; returns only when the event is safe."""

Clock = Callable[[], datetime]
"""Tells the time, with its offset."""


def path_to(events: Iterable[Event], seq: int) -> list[Event]:
    """The attempt that ends in event `seq`: from the first event down to it."""
    by_seq = {event.seq: event for event in events}
    path: list[Event] = []
    at: int | None = seq
    while at is not None:
        event = by_seq[at]
        path.append(event)
        at = event.parent
    path.reverse()
    return path
