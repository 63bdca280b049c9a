"""Which turn of the citizen called for a criterion: what is quoted when the trainee left it out."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.assessment.assessment import Evidence
from simulator.assessment.course import Course, Turn
from simulator.observation.signals import sentences
from simulator.rubrics.model import Occasion

_SHOWN_BY: dict[Occasion, tuple[str, ...]] = {
    "opening": (),
    "identity": ("own_case",),
    "story": ("problem", "distress", "hardship", "anger"),
    "emotion": ("distress", "anger", "hardship", "distrust", "problem"),
    "boundary": ("threat", "swearing", "anger"),
    "explanation": ("confusion", "reading", "language"),
    "question": ("question", "confusion"),
    "hardship": ("hardship", "distress", "problem", "anger"),
    "follow_up": ("question",),
    "accessibility": ("reading", "language", "digital", "confusion"),
    "rights": ("question", "problem", "own_case", "hardship"),
}
"""What shows an occasion, clearest first."""

_LATE: frozenset[Occasion] = frozenset({"explanation", "question", "follow_up", "rights"})
"""Occasions that, when nothing clearer was said, came up at the end of the conversation."""

LONGEST_QUOTE = 160
"""Characters."""


def calling_turn(occasion: Occasion, course: Course) -> Evidence | None:
    """The citizen's words that called for something; None when the citizen said nothing."""
    heard = [turn for turn in course.heard if turn.text]
    if not heard:
        return None
    for signal in _SHOWN_BY[occasion]:
        for turn in _in_reach(heard, course):
            for sign in turn.signs:
                if sign.signal == signal and sign.quote in turn.text:
                    return Evidence(turn.number, _short(sign.quote), None)
    turn = _late(heard, course) if occasion in _LATE else heard[0]
    return Evidence(turn.number, _short(sentences(turn.text)[-1 if occasion in _LATE else 0]), None)


def _in_reach(heard: list[Turn], course: Course) -> Iterable[Turn]:
    """First the turns that the trainee could still answer, then the last word."""
    answered = [turn for turn in heard if turn.number < len(course.turns) - 1]
    return [*answered, *(turn for turn in heard if turn not in answered)]


def _late(heard: list[Turn], course: Course) -> Turn:
    answered = [turn for turn in heard if turn.number < len(course.turns) - 1]
    return (answered or heard)[-1]


def _short(quote: str) -> str:
    """The quote, cut after a whole word; still a literal part of what was said."""
    if len(quote) <= LONGEST_QUOTE:
        return quote
    return quote[:LONGEST_QUOTE].rsplit(" ", 1)[0]
