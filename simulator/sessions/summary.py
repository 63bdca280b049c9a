"""What a list shows of a session: a fold over its events, small enough to keep hundreds at hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import UnionType
from typing import Any

from simulator.conversation.events import Event, path_to
from simulator.sessions.ids import made_at


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """One session in a few words."""

    id: str
    scenario: str = ""
    """The scenario's id."""
    title: str = ""
    theme: str = ""
    channel: str = ""
    started: str = ""
    """When the first event happened; ISO 8601 with offset."""
    last: str = ""
    """When the last event happened; ISO 8601 with offset."""
    turns: int = 0
    """What the trainee said in the latest attempt."""
    attempts: int = 0
    finished: bool = False
    """Whether the latest attempt has ended; an open one can be resumed."""
    ending: str | None = None
    """The ending the latest attempt reached; None when it is open or the trainee stopped it."""
    tone: str | None = None
    """`good`, `fair` or `bad`; None when there is no ending."""
    levels: Mapping[str, int] = field(default_factory=dict)
    """Level per applicable criterion in the latest assessment; empty when there is none."""
    damaged: bool = False
    """Whether part of the journal cannot be read; the rest of the summary is of the part before."""

    def to_row(self) -> dict[str, Any]:
        """The summary as plain data."""
        return asdict(self)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> SessionSummary:
        """The summary that `to_row` gave.

        Raises:
            ValueError: `row` is something else.
        """
        levels = row.get("levels")
        if (
            row.keys() != _KINDS.keys()
            or not all(isinstance(row[name], kind) for name, kind in _KINDS.items())
            or not isinstance(levels, dict)
            or not all(type(level) is int for level in levels.values())
        ):
            raise ValueError("not a summary")
        return cls(**row)


_KINDS: Mapping[str, type | UnionType] = {
    "id": str,
    "scenario": str,
    "title": str,
    "theme": str,
    "channel": str,
    "started": str,
    "last": str,
    "turns": int,
    "attempts": int,
    "finished": bool,
    "ending": str | None,
    "tone": str | None,
    "levels": dict,
    "damaged": bool,
}
"""What may stand in a row, as a file that anyone can edit may hold anything."""


def summarise(session_id: str, events: Sequence[Event], *, damaged: bool = False) -> SessionSummary:
    """The summary of a session.

    Args:
        session_id: its id.
        events: all of them, or what could be read of a damaged journal; may be empty.
        damaged: whether there was more than could be read.
    """
    if not events:
        when = made_at(session_id)
        return SessionSummary(session_id, started=when, last=when, damaged=damaged)
    opened = events[0].data.get("scenario")
    scenario = opened if isinstance(opened, dict) else {}
    attempt = path_to(events, events[-1].seq)
    ended = next((event for event in reversed(attempt) if event.kind == "ended"), None)
    followed = {event.parent for event in events}
    return SessionSummary(
        id=session_id,
        scenario=_text(scenario, "id"),
        title=_text(scenario, "title"),
        theme=_text(scenario, "theme"),
        channel=_text(scenario, "channel"),
        started=events[0].at,
        last=events[-1].at,
        turns=sum(event.kind == "trainee_said" for event in attempt),
        attempts=sum(event.seq not in followed for event in events),
        finished=ended is not None,
        ending=(_text(ended.data, "ending") or None) if ended else None,
        tone=(_text(ended.data, "tone") or None) if ended else None,
        levels=_levels(events),
        damaged=damaged,
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _levels(events: Sequence[Event]) -> dict[str, int]:
    assessed = next((event for event in reversed(events) if event.kind == "assessed"), None)
    criteria = assessed.data.get("criteria") if assessed else None
    return {
        criterion["id"]: criterion["level"]
        for criterion in (criteria if isinstance(criteria, list) else ())
        if isinstance(criterion, dict)
        and criterion.get("applicable") is True
        and isinstance(criterion.get("id"), str)
        and type(criterion.get("level")) is int
    }
