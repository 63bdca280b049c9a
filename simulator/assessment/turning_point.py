"""The turn after which the conversation went another way, for better or for worse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.assessment.course import Course, Turn
from simulator.assessment.quotes import shortened
from simulator.assessment.words import change_in_words
from simulator.behaviours import behaviours
from simulator.language import _
from simulator.observation.reading import Observation

LEAST_SWING = 6.0
"""Points of anger or trust; below this nothing turned."""

_UNREST = frozenset({"anger", "swearing", "threat"})


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """The trainee's turn with the largest swing."""

    turn: int
    """Counts from 0 over all turns."""
    quote: str
    """The trainee's own words."""
    way: Literal["better", "worse"]
    text: str


def find_turning_point(course: Course) -> TurningPoint | None:
    """The trainee's turn with the largest swing in anger or trust, either way.

    In a conversation that was not played here: the turn after which anger first showed, or relief
    first followed on unrest. None when nothing turned.
    """
    played = [turn for turn in course.spoken if turn.mood and not turn.unread]
    if not played:
        return _from_words(course)
    turn = max(played, key=_swing)
    if _swing(turn) < LEAST_SWING:
        return None
    better = turn.change("trust") - turn.change("anger") > 0
    clause = change_in_words(turn, better=better)
    if clause is None:
        return None
    after = _("Daarna kantelde het: {clause}.").format(clause=clause)
    return _point(turn, better=better, after=after)


def _swing(turn: Turn) -> float:
    return max(abs(turn.change("anger")), abs(turn.change("trust")))


def _from_words(course: Course) -> TurningPoint | None:
    unrest = False
    for turn in course.turns:
        if turn.speaker == "citizen":
            unrest = unrest or _shows(turn, _UNREST | {"distress"})
            continue
        reply = course.reply_to(turn)
        if reply is None or course.before(turn) is None:
            continue
        quotes = [sign.quote for sign in reply.signs if sign.signal in _UNREST]
        before = course.before(turn)
        if quotes and before is not None and not _shows(before, _UNREST):
            return _point(turn, better=False, after=_said(quotes[0]))
        relieved = [sign.quote for sign in reply.signs if sign.signal == "relief"]
        # Thanks at the end are politeness as often as relief.
        if unrest and relieved and not quotes and reply is not course.heard[-1]:
            return _point(turn, better=True, after=_said(relieved[0]))
    return None


def _shows(turn: Turn, wanted: frozenset[str]) -> bool:
    return any(sign.signal in wanted for sign in turn.signs)


def _said(quote: str) -> str:
    return _("Daarna zei de burger: “{quote}”").format(quote=quote)


def _power(observation: Observation) -> float:
    """How much the behaviour does to anger and trust: what a turning point is measured by."""
    effects = behaviours()[observation.behaviour].effects
    return observation.confidence * (abs(effects.get("anger", 0)) + abs(effects.get("trust", 0)))


def _point(turn: Turn, *, better: bool, after: str) -> TurningPoint:
    seen = [
        observation
        for observation in (turn.reading.observations if turn.reading else ())
        if behaviours()[observation.behaviour].positive == better
    ]
    way: Literal["better", "worse"] = "better" if better else "worse"
    if not seen:
        return TurningPoint(turn.number, shortened(turn.text), way, after)
    clearest = max(seen, key=_power)
    did = behaviours()[clearest.behaviour].did
    return TurningPoint(turn.number, shortened(clearest.quote), way, f"{did}. {after}")
