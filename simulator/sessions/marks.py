"""What people said of readings, as labelled turns: a fold over the marks of a session.

A labelled turn has the shape of what `gehoord observe` reads, with the behaviours that are in it
according to a person. Several marks on the same words are one turn, as the later complete the
earlier; the trainee's own name is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.behaviours import BehaviourId, behaviours
from simulator.conversation.correction import is_mark, machine_reading, standing
from simulator.conversation.events import Event, path_to
from simulator.own_name import mask_own_name, own_names


@dataclass(frozen=True, slots=True)
class MarkedTurn:
    """One turn, and what a person says is in it."""

    id: str
    """The session, and the event of the words."""
    channel: str
    verified: bool
    """Whether the citizen had proved who they are."""
    citizen: str | None
    """The citizen's turn just before."""
    trainee: str
    behaviours: Sequence[BehaviourId]
    """What is in the turn, after the marks."""
    wrong: Sequence[BehaviourId]
    """What was seen and should not have been."""
    missing: Sequence[BehaviourId]
    """What should have been seen."""
    by: str
    """`trainee` or `trainer`: who marked last."""
    scenario: str

    def to_json(self) -> dict[str, Any]:
        """The turn as plain data."""
        return {
            "id": self.id,
            "channel": self.channel,
            "verified": self.verified,
            "citizen": self.citizen,
            "trainee": self.trainee,
            "behaviours": list(self.behaviours),
            "marked": {"wrong": list(self.wrong), "missing": list(self.missing)},
            "by": self.by,
            "scenario": self.scenario,
        }


def marked_turns(
    session_id: str, events: Sequence[Event], names: Iterable[str] = ()
) -> Iterator[MarkedTurn]:
    """The turns of a session that were marked, in the order in which they were said.

    Args:
        session_id: its id.
        events: all of them, or what could be read of a damaged journal.
        names: of the trainee; what they call themselves in the session is found by itself.
    """
    opened = events[0].data.get("scenario") if events else None
    scenario = opened if isinstance(opened, dict) else {}
    said = [event.data["text"] for event in events if _speaks(event, "trainee_said")]
    own = own_names(said) | frozenset(names)
    for words, last in sorted(_last_marks(events).items()):
        read = machine_reading(events, words)
        seen = standing(events[: last.seq + 1], last.data["said"])
        if read is None or seen is None or read.behaviours == seen.behaviours:
            continue  # what was marked was taken back
        before = path_to(events, words)[:-1]
        heard = next((e for e in reversed(before) if _speaks(e, "citizen_said")), None)
        moved = next((e for e in reversed(before) if e.kind == "moved"), None)
        yield MarkedTurn(
            id=f"{session_id}:{words}",
            channel=str(scenario.get("channel", "call")),
            verified=bool(moved and moved.data.get("verified")),
            citizen=mask_own_name(heard.data["text"], own) if heard else None,
            trainee=mask_own_name(events[words].data["text"], own),
            behaviours=_in_order(seen.behaviours),
            wrong=_in_order(read.behaviours - seen.behaviours),
            missing=_in_order(seen.behaviours - read.behaviours),
            by=last.data["by"],
            scenario=str(scenario.get("id", "")),
        )


def _last_marks(events: Sequence[Event]) -> dict[int, Event]:
    """The last mark on each of the trainee's turns; words that were said as marked are the same."""
    last: dict[int, Event] = {}
    same: dict[int, int] = {}
    for event in events:
        if is_mark(event) and _is_spoken(events, event.data["said"]):
            said = event.data["said"]
            last[same.get(said, said)] = event
        elif _speaks(event, "trainee_said") and type(event.data.get("marked")) is int:
            marked = events[event.data["marked"]] if event.data["marked"] < event.seq else event
            if is_mark(marked):
                said = marked.data["said"]
                same[event.seq] = same.get(said, said)
    return last


def _is_spoken(events: Sequence[Event], seq: int) -> bool:
    return 0 <= seq < len(events) and _speaks(events[seq], "trainee_said")


def _speaks(event: Event, kind: str) -> bool:
    return event.kind == kind and isinstance(event.data.get("text"), str)


def _in_order(ids: frozenset[BehaviourId]) -> list[BehaviourId]:
    return [behaviour for behaviour in behaviours() if behaviour in ids]
