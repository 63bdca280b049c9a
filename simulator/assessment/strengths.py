"""What the trainee did well: in their own words, with what it did to the citizen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.assessment.assessment import Assessment
from simulator.assessment.course import Course, Turn
from simulator.assessment.improvements import Improvement
from simulator.assessment.quotes import shortened, telling
from simulator.assessment.words import change_in_words, citizen_name, sentence, welcome
from simulator.behaviours import behaviours
from simulator.language import _
from simulator.observation.reading import Observation
from simulator.rubrics.model import Criterion, Rubric

MOST = 3

SURE_ENOUGH = 0.5
"""Confidence from which something may be praised."""

SURE = 0.9
"""The same in an attempt in which most was absent."""

_UNWELCOME = frozenset({"anger", "swearing", "threat", "confusion", "distrust"})


@dataclass(frozen=True, slots=True)
class Strength:
    """One thing that went well."""

    criterion: str
    turn: int
    quote: str
    """The trainee's own words."""
    text: str
    """What they did and what it did to the citizen."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    criterion: Criterion
    level: int
    turn: Turn
    seen: Observation

    @property
    def worth(self) -> tuple[bool, float, float]:
        return (self.level >= 3, welcome(self.turn) + 2 * self.level, self.seen.confidence)


def find_strengths(
    assessment: Assessment, course: Course, rubric: Rubric, points: Sequence[Improvement]
) -> tuple[Strength, ...]:
    """Two or three strengths, best first; fewer when there is no evidence for more.

    Args:
        assessment: a criterion at level 1 in it is never praised.
        course: the attempt.
        rubric: the criteria.
        points: what gets a point for improvement; that is not praised as well.
    """
    quoted = {point.quote for point in points}
    candidates = sorted(
        _candidates(assessment, course, rubric, points),
        key=lambda c: (c.seen.quote not in quoted, c.worth),
        reverse=True,
    )
    chosen: list[_Candidate] = []
    for candidate in candidates:
        fresh = all(
            other.criterion.id != candidate.criterion.id
            and other.turn.number != candidate.turn.number
            and other.seen.behaviour != candidate.seen.behaviour
            for other in chosen
        )
        if fresh and len(chosen) < MOST:
            chosen.append(candidate)
    return tuple(
        Strength(c.criterion.id, c.turn.number, shortened(c.seen.quote), _text(c, course))
        for c in chosen
    )


def _candidates(
    assessment: Assessment, course: Course, rubric: Rubric, points: Sequence[Improvement]
) -> Iterator[_Candidate]:
    criteria = {point.criterion for point in points}
    spoilt = {point.turn for point in points if _undoes(course.turns[point.turn], point, rubric)}
    for result in assessment.criteria:
        if result.level is None or result.level == 1 or result.id in criteria:
            continue
        criterion = rubric.criterion(result.id)
        for turn, seen in course.observed():
            if (
                turn.number not in spoilt
                and seen.behaviour in criterion.core
                and seen.confidence >= (SURE_ENOUGH if assessment.usual > 1 else SURE)
                and _went_well(turn, criterion, course)
                # What is still growing is praised where it visibly helped.
                and (result.level >= 3 or _effect(turn, course))
            ):
                yield _Candidate(criterion, result.level, turn, seen)


def _undoes(turn: Turn, point: Improvement, rubric: Rubric) -> bool:
    opposites = rubric.criterion(point.criterion).opposites
    return turn.reading is not None and bool(turn.reading.behaviours & opposites)


def _went_well(turn: Turn, criterion: Criterion, course: Course) -> bool:
    """Whether nothing in the turn or in the answer speaks against praise."""
    if turn.reading and turn.reading.behaviours & criterion.opposites:
        return False
    if turn.mood:
        return welcome(turn) > -1
    reply = course.reply_to(turn)
    return reply is None or not any(sign.signal in _UNWELCOME for sign in reply.signs)


def _text(candidate: _Candidate, course: Course) -> str:
    effect = _effect(candidate.turn, course)
    if effect is None:
        return candidate.criterion.strength
    return f"{behaviours()[candidate.seen.behaviour].did}. {effect}"


def _effect(turn: Turn, course: Course) -> str | None:
    """What the turn did to the citizen, as far as it shows."""
    name = citizen_name(course.scenario)
    reply = course.reply_to(turn)
    if turn.told and reply and reply.text:
        said = telling(reply.text, _tell_tale_words(course, turn.told))
        return sentence(_("{name} vertelde daarna: “{quote}”").format(name=name, quote=said))
    change = change_in_words(turn, better=True)
    if change:
        return sentence(_("{change}.").format(change=change))
    relieved = [sign.quote for sign in reply.signs if sign.signal == "relief"] if reply else []
    if relieved:
        return sentence(_("{name} zei daarop: “{quote}”").format(name=name, quote=relieved[0]))
    return None


def _tell_tale_words(course: Course, facts: Sequence[str]) -> list[str]:
    """The words by which the scenario knows that these facts were told."""
    written = course.scenario.get("facts", ()) if course.scenario else ()
    return [word for fact in written if fact["id"] in facts for word in fact.get("words", ())]
