"""At most two things to try: the moment, what was said, its effect, and what could be said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from simulator.assessment.assessment import Assessment, Result
from simulator.assessment.course import Course, Turn
from simulator.assessment.occasions import LATE, TOLD, calling_turn
from simulator.assessment.quotes import shortened
from simulator.assessment.suggestion import sentence_to_say
from simulator.assessment.words import change_in_words, sentence, welcome
from simulator.behaviours import BehaviourId, behaviours
from simulator.conditions import Condition
from simulator.language import _
from simulator.observation.reading import Observation
from simulator.rubrics.model import Criterion, Rubric

MOST = 2

EARLY = 6
"""Turns of the trainee before which nobody is told what they had not come to yet."""

_LATER = LATE | {"hardship"}
"""Occasions that nobody comes to in their first sentence."""

GOOD = 3
"""Level of most criteria from which only what was really said gets a point."""

DISCLOSED = BehaviourId("disclose_unverified")

CERTAIN = 0.8
"""Confidence from which it is said that something was done against a criterion."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """One thing to try."""

    criterion: str
    turn: int
    """The trainee's turn it is about; counts from 0 over all turns."""
    quote: str
    """The trainee's own words there."""
    text: str
    """What happened there and what can be tried."""
    say: str
    """A sentence the trainee could have said."""


@dataclass(frozen=True, slots=True)
class _Point:
    criterion: Criterion
    result: Result
    turn: Turn
    """The trainee's turn to do again."""
    against: Observation | None
    """What was said there that worked against it."""
    weight: float


def find_improvements(
    assessment: Assessment,
    course: Course,
    rubric: Rubric,
    scenario_document: Mapping[str, Any] | None,
) -> tuple[Improvement, ...]:
    """One or two points, the most useful first; none when every criterion is at level 4."""
    goals = frozenset(scenario_document.get("goals", ()) if scenario_document else ())
    points = sorted(_points(assessment, course, rubric, goals), key=lambda p: -p.weight)
    low = [point for point in points if (point.result.level or 4) <= 2]
    chosen: list[_Point] = []
    # Someone who does everything well gets one thing to grow in, not two.
    for point in low or points[:1]:
        if len(chosen) < MOST and all(point.turn is not other.turn for other in chosen):
            chosen.append(point)
    said: list[Improvement] = []
    for point in chosen:
        taken = [earlier.say for earlier in said]
        say = _about_somebody_else(point) or sentence_to_say(
            point.criterion,
            point.result.level or 1,
            point.turn,
            course,
            scenario_document,
            taken,
        )
        said.append(_improvement(point, course, say))
    return tuple(said)


def _points(
    assessment: Assessment, course: Course, rubric: Rubric, goals: frozenset[str]
) -> Iterator[_Point]:
    homes = _homes(assessment, course, rubric)
    for result in assessment.criteria:
        if result.level is None or result.level == 4:
            continue
        criterion = rubric.criterion(result.id)
        discussed = {behaviour for behaviour, home in homes.items() if home == criterion.id}
        # What was undone by something that is discussed elsewhere needs no point of its own.
        if not discussed and criterion.opposites & homes.keys():
            continue
        turn, against = _moment(criterion, result, course, discussed)
        if against is None and _not_due(criterion, result, course):
            continue
        # Absent in an attempt that is good throughout: then it was more likely not recognised.
        if assessment.usual >= GOOD and (against is None or result.uncertain):
            continue
        weight = 4.0 - result.level
        weight += 1.0 if against else 0.0
        weight += min(1.5, max(0.0, -welcome(turn) / 8))
        weight += 0.75 if criterion.wanted & goals else 0.0
        weight -= 0.75 if result.uncertain else 0.0
        yield _Point(criterion, result, turn, against, weight)


def _homes(assessment: Assessment, course: Course, rubric: Rubric) -> dict[BehaviourId, str]:
    """For each poor behaviour that was seen, the one criterion under which it is discussed.

    Many criteria rule it out; the advice that is about it is where it keeps the level lowest.
    """
    levels = {result.id: result.level for result in assessment.criteria}
    homes: dict[BehaviourId, str] = {}
    for _turn, seen in course.observed():
        if seen.confidence >= CERTAIN:
            ranked = [
                ((levels.get(criterion.id) or 4) > 2, _cap(criterion, seen.behaviour), place)
                for place, criterion in enumerate(rubric.criteria)
                if seen.behaviour in criterion.opposites
            ]
            if ranked:
                homes[seen.behaviour] = rubric.criteria[min(ranked)[-1]].id
    return homes


def _cap(criterion: Criterion, behaviour: BehaviourId) -> int:
    """The lowest level of a criterion in which a behaviour plays a part."""
    caps = [gate.max for gate in criterion.gates if behaviour in _named(gate.when)]
    for number in (2, 3):
        condition = criterion.condition(number)
        if condition is not None and behaviour in _named(condition):
            caps.append(number)
    return min(caps)


def _named(condition: Condition) -> set[str]:
    return {name for part in condition.parts() for name in part.ever or ()}


def _not_due(criterion: Criterion, result: Result, course: Course) -> bool:
    """Whether the conversation had not come to what a criterion is about."""
    occasion = criterion.called_for_by
    if occasion == "boundary":
        # Anger that crossed no line asks for understanding; that has a criterion of its own.
        return not course.moment().signals & {"swearing", "threat"}
    if result.level != 1:
        return False
    if occasion in ("explanation", "identity"):
        return not any(seen.behaviour in TOLD for _, seen in course.observed())
    return occasion in _LATER and len(course.spoken) < EARLY


def _moment(
    criterion: Criterion, result: Result, course: Course, discussed: Collection[BehaviourId]
) -> tuple[Turn, Observation | None]:
    """The trainee's turn a point is about, and what was said there against it.

    That is where it was undone, else where it went furthest, else where it was called for.
    """
    undone = [
        (turn, seen)
        for turn, seen in course.observed()
        if seen.behaviour in discussed and seen.confidence >= CERTAIN
    ]
    if undone:
        turn, seen = min(undone, key=lambda pair: (welcome(pair[0]), -pair[1].confidence))
        return turn, seen
    if result.level != 1:
        return course.turns[result.evidence[-1].turn], None
    called = calling_turn(criterion.called_for_by, course)
    if criterion.called_for_by == "explanation" and called:
        earlier = [turn for turn in course.spoken if turn.number < called.turn]
        return (earlier[-1:] or course.spoken[:1])[0], None
    after = [turn for turn in course.spoken if called is None or turn.number > called.turn]
    first = after[0] if after else course.spoken[-1]
    if first.nth == 1 and criterion.called_for_by in _LATER:
        later = 1 if criterion.called_for_by == "hardship" else -1
        return course.spoken[later if len(course.spoken) > 1 else 0], None
    return first, None


def _improvement(point: _Point, course: Course, say: str) -> Improvement:
    turn = point.turn
    quoted = [part.quote for part in point.result.evidence if part.turn == turn.number]
    if point.against:
        quote = shortened(point.against.quote)
    else:
        quote = quoted[-1] if quoted else shortened(turn.text)
    return Improvement(point.criterion.id, turn.number, quote, _text(point, course), say)


def _about_somebody_else(point: _Point) -> str | None:
    """What can be said instead of data about somebody else, to a caller who is who they say."""
    told = point.against is not None and point.against.behaviour == DISCLOSED
    if not (told and point.turn.verified):
        return None
    return _(
        "Over een ander mag ik niets zeggen, ook niet of die hier bekend is. "
        "Met uw eigen vraag help ik u graag verder."
    )


def _text(point: _Point, course: Course) -> str:
    parts = []
    if _about_somebody_else(point):
        return _(
            "Je noemde gegevens van een ander. Wie zelf bekend is, mag daarmee nog niets over een "
            "ander horen. Zeg vriendelijk wat niet kan, en wat je voor de beller zelf kunt doen."
        )
    if point.against:
        parts.append(behaviours()[point.against.behaviour].did + ".")
    elif point.result.level == 1:
        parts.append(_not_heard(point, course))
    else:
        parts.append(_("Hier kan het nog een stap verder."))
    change = change_in_words(point.turn, better=False)
    if change:
        parts.append(sentence(_("{change}.").format(change=change)))
    parts.append(point.criterion.improve.text)
    return " ".join(parts)


def _not_heard(point: _Point, course: Course) -> str:
    topic = point.criterion.title[:1].lower() + point.criterion.title[1:]
    called = calling_turn(point.criterion.called_for_by, course)
    shows = point.criterion.called_for_by != "identity"
    if called and shows and abs(called.turn - point.turn.number) == 1:
        return _("Rond “{quote}” hoorde ik nog niets van ‘{topic}’.").format(
            quote=called.quote, topic=topic
        )
    return _("Hier hoorde ik nog niets van ‘{topic}’.").format(topic=topic)
