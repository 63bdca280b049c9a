"""Levels by rules: the rubric's own conditions decide, held against what was observed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from simulator.assessment.assessment import Assessment, Evidence, LevelNumber, Result
from simulator.assessment.course import Course, Turn, follow
from simulator.assessment.occasions import calling_turn
from simulator.assessment.quotes import shortened
from simulator.behaviours import BehaviourId
from simulator.conditions import Condition, Moment
from simulator.conversation.events import Event
from simulator.observation.reading import Observation
from simulator.rubrics.model import Criterion, Rubric

FIRM = 0.8
"""From this confidence on an observation stands by itself."""

MOST_EVIDENCE = 5
"""Quotes per criterion."""

LEVELS: tuple[LevelNumber, ...] = (4, 3, 2)


def assess(events: Sequence[Event], rubric: Rubric, id: str) -> Assessment:
    """The levels of one attempt with their evidence.

    Args:
        events: one attempt, from `opened` on, played here or made from a transcript.
        rubric: what it is held against.
        id: of the session or the transcript.
    """
    return assess_course(follow(events), rubric, id)


def assess_course(course: Course, rubric: Rubric, id: str) -> Assessment:
    """The levels of an attempt that was followed already."""
    judge = _Judge(course)
    return Assessment(
        id=id,
        rubric=rubric.id,
        judge="rules",
        criteria=tuple(judge.result(criterion) for criterion in rubric.criteria),
        unread_turns=course.unread,
    )


class _Judge:
    def __init__(self, course: Course) -> None:
        self._course = course
        self._moment = course.moment()
        self._firm = course.moment(firm=FIRM)
        self._observed = list(course.observed())

    def result(self, criterion: Criterion) -> Result:
        called = calling_turn(criterion.called_for_by, self._course)
        if called is None or not self._course.spoken or not criterion.applies.holds(self._moment):
            return Result(criterion.id, applicable=False, level=None)
        level, evidence = self._level(criterion, self._moment)
        if level == 1:
            return self._lowest(criterion, called)
        return Result(
            criterion.id,
            applicable=True,
            level=level,
            uncertain=self._is_uncertain(criterion, level, evidence),
            evidence=tuple(evidence),
        )

    def _level(self, criterion: Criterion, moment: Moment) -> tuple[LevelNumber, list[Evidence]]:
        """The highest level that holds and is borne out by the trainee's own words."""
        cap = min((gate.max for gate in criterion.gates if gate.when.holds(moment)), default=4)
        for number in LEVELS:
            condition = criterion.condition(number)
            if number <= cap and condition is not None and condition.holds(moment):
                evidence = self._evidence(condition, moment)
                if evidence:
                    return number, evidence
        return 1, []

    def _lowest(self, criterion: Criterion, called: Evidence) -> Result:
        against = [
            (turn, seen) for turn, seen in self._observed if seen.behaviour in criterion.opposites
        ]
        tried = any(seen.behaviour in criterion.core for _, seen in self._observed)
        evidence = _quotes(against) if against else [called]
        best = max((seen.confidence for _, seen in against), default=1.0)
        doubtful = best < FIRM or tried or (not against and self._barely_read())
        return Result(
            criterion.id, applicable=True, level=1, uncertain=doubtful, evidence=tuple(evidence)
        )

    def _evidence(self, condition: Condition, moment: Moment) -> list[Evidence]:
        """The trainee's words that make a condition hold."""
        named = frozenset(_holding(condition, moment))
        found = _quotes((turn, seen) for turn, seen in self._observed if seen.behaviour in named)
        if not found and any("greeted" in (part.signal or ()) for part in condition.parts()):
            first = self._course.spoken[0]
            return [Evidence(first.number, shortened(first.text), None)]
        if not found and any(part.clarity for part in condition.parts()):
            # Plain speaking shows in every sentence; the fullest that can be followed is quoted.
            clear = [turn for turn in self._course.spoken if not turn.too_hard and not turn.unread]
            longest = max(clear, key=lambda turn: len(turn.text), default=None)
            if longest is not None:
                return [Evidence(longest.number, shortened(longest.text), None)]
        return found

    def _is_uncertain(
        self, criterion: Criterion, level: LevelNumber, evidence: Sequence[Evidence]
    ) -> bool:
        if self._level(criterion, self._firm)[0] != level:
            return True
        return len(evidence) == 1 and self._barely_read()

    def _barely_read(self) -> bool:
        """Whether so much stayed unread that something may well have been missed."""
        return 3 * self._course.unread >= len(self._course.spoken)


def _holding(condition: Condition, moment: Moment) -> Iterator[BehaviourId]:
    """The behaviours that a condition asks for, in the parts of it that hold."""
    for name in condition.ever or ():
        yield BehaviourId(name)
    for part in condition.all_ or ():
        yield from _holding(part, moment)
    for part in condition.any_ or ():
        if part.holds(moment):
            yield from _holding(part, moment)


def _quotes(found: Iterable[tuple[Turn, Observation]]) -> list[Evidence]:
    """The firmest observations as evidence, of as many behaviours as there were, in order."""
    by_behaviour: dict[BehaviourId, list[tuple[Turn, Observation]]] = {}
    for turn, seen in sorted(found, key=lambda pair: -pair[1].confidence):
        same = by_behaviour.setdefault(seen.behaviour, [])
        if all(other.number != turn.number for other, _ in same):
            same.append((turn, seen))
    ranked = [pair for rank in zip_longest(*by_behaviour.values()) for pair in rank if pair]
    chosen = sorted(ranked[:MOST_EVIDENCE], key=lambda pair: (pair[0].number, pair[1].start))
    return [Evidence(turn.number, seen.quote, seen.behaviour) for turn, seen in chosen]
