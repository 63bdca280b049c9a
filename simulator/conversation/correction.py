"""What a person says of a reading ("dit klopt niet", "dit deed ik wel"), and what it then becomes.

A mark never changes a reading that was kept: it is an event of its own, and the corrected reading
is a fold over the reading and the marks on its turn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from simulator.behaviours import BehaviourId, behaviours
from simulator.conversation.events import Event
from simulator.conversation.refusal import CannotSay
from simulator.language import _
from simulator.observation.reading import Observation, Reading
from simulator.observation.reading_json import reading_from_json
from simulator.text import plain_line

Marker = Literal["trainee", "trainer"]
"""Who says so."""

Missing = Observation | tuple[str, int, int]
"""A behaviour, and the code points of the turn that show it."""

_JARGON = BehaviourId("unexplained_jargon")
_ASKS = frozenset({"open_question", "probe_deeper", "summarise_check", "teach_back"})
"""Behaviours that are questions: whoever did one of these asked something."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_MAX_SHOWN = 40


def stretches(text: str) -> list[tuple[int, int]]:
    """The places of the sentences of a turn: the words that are quoted when nobody chooses."""
    found: list[tuple[int, int]] = []
    at = 0
    for end, following in [*(m.span() for m in _SENTENCE_END.finditer(text)), (len(text),) * 2]:
        if text[at:end].strip():
            found.append((at, end))
        at = following
    return found


def likely_stretch(text: str, reading: Reading) -> tuple[int, int]:
    """The sentence that a missing behaviour is probably in: the first in which nothing was seen."""
    found = stretches(text) or [(0, len(text))]
    for start, end in found:
        if not any(seen.start < end and start < seen.end for seen in reading.observations):
            return start, end
    return found[0]


def corrected(
    reading: Reading, text: str, wrong: Collection[str], missing: Sequence[Missing]
) -> Reading:
    """The reading of `text` as a person says it should be; what they add has confidence 1.

    Raises:
        CannotSay: nothing changes, a behaviour is unknown, or what is quoted is not in the turn.
    """
    for behaviour in wrong:
        if behaviour not in reading.behaviours:
            raise CannotSay(_("“{name}” staat niet bij deze beurt.").format(name=_name(behaviour)))
    left = [seen for seen in reading.observations if seen.behaviour not in wrong]
    for item in missing:
        added = _observation(text, item)
        if any(seen.behaviour == added.behaviour for seen in left):
            name = _name(added.behaviour)
            raise CannotSay(_("“{name}” staat al bij deze beurt.").format(name=name))
        left.append(added)
    observations = tuple(sorted(left, key=lambda seen: (seen.start, seen.behaviour)))
    if _places(observations) == _places(reading.observations):
        raise CannotSay(_("Er verandert niets aan wat ik hoorde."))
    return _with(reading, observations)


def mark(
    turn: int, said: int, wrong: Iterable[str], missing: Iterable[Missing], text: str, by: Marker
) -> dict[str, Any]:
    """The data of a `marked` event."""
    added = [_observation(text, item) for item in missing]
    return {
        "turn": turn,
        "said": said,
        "wrong": sorted(set(wrong)),
        "missing": [
            {"behaviour": a.behaviour, "quote": a.quote, "start": a.start, "end": a.end}
            for a in added
        ],
        "by": by,
    }


def machine_reading(events: Sequence[Event], said: int) -> Reading | None:
    """What was read in the trainee's words of event `said`; None when it never came to that."""
    for event in events[said + 1 :]:
        if event.kind == "read" and _words_of(events, event) == said:
            return reading_from_json(event.data)
    return None


def standing(events: Sequence[Event], said: int) -> Reading | None:
    """The reading of event `said` with all marks on it; None when nothing was read."""
    reading = machine_reading(events, said)
    for event in marks_on(events, said):
        reading = reading and apply(reading, event.data)
    return reading


def apply(reading: Reading, marked: Mapping[str, Any]) -> Reading:
    """The reading after what one `marked` event says."""
    added = [
        Observation(BehaviourId(m["behaviour"]), m["quote"], int(m["start"]), int(m["end"]), 1.0)
        for m in marked["missing"]
    ]
    again = {seen.behaviour for seen in added} | set(marked["wrong"])
    left = [seen for seen in reading.observations if seen.behaviour not in again]
    return _with(
        reading, tuple(sorted([*left, *added], key=lambda seen: (seen.start, seen.behaviour)))
    )


def marks_on(events: Sequence[Event], said: int) -> Iterator[Event]:
    """The `marked` events about event `said`, oldest first."""
    return (e for e in events if e.data.get("said") == said and is_mark(e))


def is_mark(event: Event) -> bool:
    """Whether it is a mark that can be read, in a file that anybody can edit."""
    if event.kind != "marked" or type(event.data.get("said")) is not int:
        return False
    try:
        seen = apply(Reading(), event.data).behaviours | set(event.data["wrong"])
    except (LookupError, TypeError, ValueError):
        return False
    return seen <= behaviours().keys() and event.data.get("by") in get_args(Marker)


def corrected_turns(path: Iterable[Event]) -> list[int]:
    """The numbers, from 1, of the trainee's turns of an attempt that are read as a person says."""
    said = (event for event in path if event.kind == "trainee_said")
    return [nth for nth, event in enumerate(said, start=1) if "marked" in event.data]


def _with(reading: Reading, observations: tuple[Observation, ...]) -> Reading:
    seen = {observation.behaviour for observation in observations}
    # Words that are no jargon after all are not what makes the turn hard to follow.
    no_jargon = _JARGON in reading.behaviours - seen
    return replace(
        reading,
        observations=observations,
        clarity=replace(reading.clarity, jargon=()) if no_jargon else reading.clarity,
        asks=reading.asks or bool(_ASKS & (seen - reading.behaviours)),
        out_of_role=reading.out_of_role and not observations,
        corrected=True,
    )


def _places(observations: Iterable[Observation]) -> set[tuple[str, int, int]]:
    return {(seen.behaviour, seen.start, seen.end) for seen in observations}


def _observation(text: str, item: Missing) -> Observation:
    quote = None
    if isinstance(item, Observation):
        behaviour, start, end, quote = item.behaviour, item.start, item.end, item.quote
    else:
        behaviour, start, end = BehaviourId(item[0]), item[1], item[2]
    name = _name(behaviour)
    there = 0 <= start < end <= len(text) and text[start:end].strip() != ""
    if not there or (quote is not None and text[start:end] != quote):
        message = _("De woorden voor “{name}” staan niet in deze beurt.")
        raise CannotSay(message.format(name=name))
    return Observation(behaviour, text[start:end], start, end, 1.0)


def _name(behaviour: str) -> str:
    """The Dutch name.

    Raises:
        CannotSay: there is no such behaviour.
    """
    known = behaviours().get(BehaviourId(behaviour))
    if known is None:
        shown = plain_line(str(behaviour))[:_MAX_SHOWN]
        raise CannotSay(_("Ik ken geen gedrag “{name}”.").format(name=shown))
    return known.name


def _words_of(events: Sequence[Event], read: Event) -> int | None:
    """The event of the words that were read; a pause may stand between them."""
    at = read.parent
    while at is not None and events[at].kind != "trainee_said":
        if events[at].kind in ("opened", "read", "moved"):
            return None
        at = events[at].parent
    return at
