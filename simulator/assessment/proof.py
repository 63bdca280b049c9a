"""Which words of the trainee make a condition of a rubric hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from simulator.assessment.assessment import Evidence
from simulator.assessment.course import Course, Turn
from simulator.assessment.quotes import shortened
from simulator.behaviours import BehaviourId, behaviours
from simulator.conditions import Condition, Moment
from simulator.observation.reading import Observation

MOST_EVIDENCE = 5
"""Quotes per criterion."""


def proof(condition: Condition, moment: Moment, course: Course) -> list[Evidence]:
    """The trainee's words that bear out a condition that holds; empty when there are none."""
    named = frozenset(_holding(condition, moment))
    found = quotes((turn, seen) for turn, seen in course.observed() if seen.behaviour in named)
    if found:
        return found
    if any("greeted" in (part.signal or ()) for part in condition.parts()):
        return [Evidence(turn.number, shortened(turn.text), None) for turn in course.spoken[:1]]
    if any(part.clarity for part in condition.parts()):
        # Plain speaking shows in every sentence; the fullest that can be followed is quoted.
        clear = [turn for turn in course.spoken if _is_plain(turn)]
        fullest = sorted(clear, key=lambda turn: -len(turn.text))[:1]
        return [Evidence(turn.number, shortened(turn.text), None) for turn in fullest]
    return []


def quotes(found: Iterable[tuple[Turn, Observation]]) -> list[Evidence]:
    """The firmest observations as evidence, of as many behaviours as there were, in order."""
    by_behaviour: dict[BehaviourId, list[tuple[Turn, Observation]]] = {}
    for turn, seen in sorted(found, key=lambda pair: -pair[1].confidence):
        same = by_behaviour.setdefault(seen.behaviour, [])
        if all(other.number != turn.number for other, _ in same):
            same.append((turn, seen))
    ranked = [pair for rank in zip_longest(*by_behaviour.values()) for pair in rank if pair]
    chosen = sorted(ranked[:MOST_EVIDENCE], key=lambda pair: (pair[0].number, pair[1].start))
    return [Evidence(turn.number, seen.quote, seen.behaviour) for turn, seen in chosen]


def _is_plain(turn: Turn) -> bool:
    """Whether it could be followed and was not unkind: a blunt no is not plain speech."""
    if turn.reading is None or turn.unread or turn.too_hard or turn.reading.out_of_role:
        return False
    return all(behaviours()[name].positive for name in turn.reading.behaviours)


def _holding(condition: Condition, moment: Moment) -> Iterator[BehaviourId]:
    """The behaviours that a condition asks for, in the parts of it that hold."""
    for name in condition.ever or ():
        yield BehaviourId(name)
    for part in condition.all_ or ():
        yield from _holding(part, moment)
    for part in condition.any_ or ():
        if part.holds(moment):
            yield from _holding(part, moment)
