"""A sentence the trainee could have said at some moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from simulator.assessment.course import Course, Turn
from simulator.behaviours import BehaviourId, behaviours
from simulator.conditions import Condition, Moment
from simulator.rubrics.model import Criterion

SKILFUL = 3
"""The level that a suggested sentence shows."""


def sentence_to_say(
    criterion: Criterion,
    level: int,
    turn: Turn,
    course: Course,
    scenario_document: Mapping[str, Any] | None,
    taken: Collection[str] = (),
) -> str:
    """A sentence from the scenario that fits the moment of a turn, else the rubric's own.

    Args:
        criterion: what the sentence must show.
        level: the level that was reached, 1 to 3; the sentence shows what the next one asks for.
        turn: the trainee's turn in place of which it could have been said.
        course: the attempt; nothing is suggested of what the citizen had not told by then.
        scenario_document: the scenario as it was played.
        taken: sentences that are suggested already.
    """
    examples = scenario_document.get("examples", {}) if scenario_document else {}
    moment = _just_before(turn, course)
    for behaviour in wanted_next(criterion, level):
        for example in examples.get(behaviour, ()):
            fits = Condition.model_validate(example.get("when", {})).holds(moment)
            if fits and example["say"] not in taken:
                return str(example["say"])
    return criterion.improve.say


def wanted_next(criterion: Criterion, level: int) -> Sequence[BehaviourId]:
    """The good behaviours that the next step asks for: the advice is about those.

    Below the skilful level that is the skilful level: what the second asks is often half of it.
    """
    asked = criterion.asked(SKILFUL if level < SKILFUL else level + 1)
    return [name for name in dict.fromkeys(asked) if behaviours()[name].positive]


def _just_before(turn: Turn, course: Course) -> Moment:
    """The conversation as it was when the trainee was about to speak."""
    moment = course.moment(until=turn.number - 1)
    return replace(
        moment,
        turn=turn.nth,
        mood=turn.before or moment.mood,
        bands=turn.bands_before or moment.bands,
    )
