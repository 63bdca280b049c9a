"""Which turn of the citizen called for a criterion: what is quoted when the trainee left it out."""

from __future__ import annotations

from simulator.assessment.assessment import Evidence
from simulator.assessment.course import Course, Turn
from simulator.assessment.quotes import shortened, telling
from simulator.behaviours import BehaviourId
from simulator.observation.clarity.meter import EXPLAINING
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
    "hardship": ("acute_risk", "hardship", "distress", "problem", "anger"),
    "follow_up": ("question",),
    "accessibility": ("reading", "language", "digital", "confusion"),
    "rights": ("question", "problem", "own_case", "hardship"),
}
"""What shows an occasion, clearest first."""

TOLD = EXPLAINING | {BehaviourId("take_ownership"), BehaviourId("false_promise")}
"""Behaviours after which someone has something to understand and to remember."""

LATE: frozenset[Occasion] = frozenset({"explanation", "question", "follow_up", "rights"})
"""Occasions that come up as a conversation goes on: the last time it was so is looked at first."""


def calling_turn(occasion: Occasion, course: Course) -> Evidence | None:
    """The citizen's words that called for something; None when the citizen said nothing."""
    heard = [turn for turn in course.heard if turn.text]
    if not heard:
        return None
    # "Hoe bedoelt u?" after a turn that was not read is about the reading, not about the trainee.
    heard = [turn for turn in heard if not _asked_again(turn, course)] or heard
    if occasion == "explanation":
        answers = _answers_to_explanation(course)
        heard = answers or heard
    answered = [turn for turn in heard if turn.number < len(course.turns) - 1]
    for signal in _SHOWN_BY[occasion]:
        # First what the trainee could still answer, then the last word.
        for turn in _in_order(occasion, answered, heard):
            for sign in turn.signs:
                if sign.signal == signal and sign.quote in turn.text:
                    return Evidence(turn.number, shortened(sign.quote), None)
    if occasion == "identity":
        heard = _before_the_case_was_discussed(course) or heard
    if occasion == "opening":
        return Evidence(heard[0].number, shortened(sentences(heard[0].text)[0]), None)
    if occasion not in LATE:
        return Evidence(heard[0].number, telling(heard[0].text), None)
    last = heard[-1] if occasion == "explanation" else (answered or heard)[-1]
    return Evidence(last.number, telling(last.text), None)


def _in_order(occasion: Occasion, answered: list[Turn], heard: list[Turn]) -> list[Turn]:
    if occasion in LATE:
        return [*reversed(answered), *reversed(heard)]
    return [*answered, *heard]


def _asked_again(turn: Turn, course: Course) -> bool:
    said = course.turns[turn.number - 1] if turn.number else None
    return said is not None and said.speaker == "trainee" and said.unread


def _before_the_case_was_discussed(course: Course) -> list[Turn]:
    """What the citizen said just before the trainee first told something."""
    told = [turn for turn in course.spoken if turn.reading and turn.reading.behaviours & TOLD]
    before = [course.before(turn) for turn in told]
    return [turn for turn in before if turn is not None and turn.text]


def _answers_to_explanation(course: Course) -> list[Turn]:
    """What the citizen said straight after something was explained or agreed."""
    answers = [
        course.reply_to(turn)
        for turn in course.spoken
        if turn.reading and turn.reading.behaviours & TOLD
    ]
    return [turn for turn in answers if turn is not None and turn.text]
