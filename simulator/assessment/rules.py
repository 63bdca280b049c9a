"""Levels by rules: the rubric's own conditions decide, held against what was observed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from simulator.assessment.assessment import Assessment, Evidence, LevelNumber, Result
from simulator.assessment.course import Course
from simulator.assessment.following import follow
from simulator.assessment.occasions import calling_turn
from simulator.assessment.proof import proof, quotes
from simulator.behaviours import BehaviourId
from simulator.conditions import Moment
from simulator.conversation.events import Event
from simulator.rubrics.model import Criterion, Rubric

SURE = 0.5
"""A level that stands with less probability than this is marked uncertain."""

LEVELS: tuple[LevelNumber, ...] = (4, 3, 2)


def assess(events: Sequence[Event], rubric: Rubric, id: str) -> Assessment:
    """The levels of one attempt with their evidence.

    Args:
        events: one attempt, from `opened` on, played here or made from a transcript.
        rubric: what it is held against.
        id: of the session or the transcript.
    """
    course = follow(events)
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
        self._confidences = _confidences(course)

    def result(self, criterion: Criterion) -> Result:
        called = calling_turn(criterion.called_for_by, self._course)
        if called is None or not self._course.spoken or not criterion.applies.holds(self._moment):
            return Result(criterion.id, applicable=False, level=None)
        level, evidence = self._level(criterion, self._moment)
        return Result(
            criterion.id,
            applicable=True,
            level=level,
            uncertain=self._is_uncertain(criterion, level),
            evidence=tuple(evidence or self._against(criterion) or [called]),
        )

    def _level(self, criterion: Criterion, moment: Moment) -> tuple[LevelNumber, list[Evidence]]:
        """The highest level that holds and is borne out by the trainee's own words."""
        cap = min((gate.max for gate in criterion.gates if gate.when.holds(moment)), default=4)
        for number in LEVELS:
            condition = criterion.condition(number)
            if number <= cap and condition is not None and condition.holds(moment):
                evidence = proof(condition, moment, self._course)
                if evidence:
                    return number, evidence
        return 1, []

    def _against(self, criterion: Criterion) -> list[Evidence]:
        """The trainee's words that did the opposite."""
        return quotes(
            (turn, seen)
            for turn, seen in self._course.observed()
            if seen.behaviour in criterion.opposites
        )

    def _is_uncertain(self, criterion: Criterion, level: LevelNumber) -> bool:
        """Whether the level may well be another: it hangs on doubtful words, or much was not read.

        The level stands when every observation stands without which it would be another.
        """
        stands = 1.0
        for behaviour, confidences in self._confidences.items():
            if self._level(criterion, _without_one(self._moment, behaviour))[0] != level:
                for confidence in confidences:
                    stands *= confidence
        missed = self._course.unread / len(self._course.spoken) if level <= 2 else 0.0
        return stands * (1 - missed) < SURE


def _without_one(moment: Moment, behaviour: BehaviourId) -> Moment:
    """The moment as it would be, had a behaviour been seen in one turn fewer."""
    seen = {**moment.seen, behaviour: moment.seen[behaviour] - 1}
    return replace(moment, seen={name: times for name, times in seen.items() if times})


def _confidences(course: Course) -> Mapping[BehaviourId, Iterable[float]]:
    """For each behaviour, how sure it is in each turn that it was seen in."""
    by_turn: dict[BehaviourId, dict[int, float]] = {}
    for turn, seen in course.observed():
        turns = by_turn.setdefault(seen.behaviour, {})
        turns[turn.number] = max(seen.confidence, turns.get(turn.number, 0.0))
    return {behaviour: list(turns.values()) for behaviour, turns in by_turn.items()}
