"""Feedback as lines of text, in the order in which it is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.language import _

if TYPE_CHECKING:
    from simulator.assessment import Assessment, Feedback
    from simulator.rubrics.model import Rubric


def feedback_lines(feedback: Feedback) -> Iterator[str]:
    """What is said about an attempt: its effect, what went well, what to try, and then again."""
    yield ""
    yield _("Terugkijken")
    yield feedback.effect
    if feedback.strengths:
        yield _("Dit ging goed:")
        for strength in feedback.strengths:
            yield f"- {strength.text}"
            yield _("  Jij zei: “{quote}”").format(quote=strength.quote)
    if feedback.turning_point:
        yield _("Hier kantelde het gesprek: “{quote}”").format(quote=feedback.turning_point.quote)
        yield feedback.turning_point.text
    if feedback.improvements:
        yield _("Dit kun je proberen:")
        for point in feedback.improvements:
            yield f"- {point.text}"
            yield _("  Het ging om: “{quote}”").format(quote=point.quote)
            yield _("  Je had kunnen zeggen: “{say}”").format(say=point.say)
    if feedback.exercise:
        yield feedback.exercise.text
    yield feedback.question
    yield from feedback.notes


def level_lines(assessment: Assessment, rubric: Rubric) -> Iterator[str]:
    """The level of each criterion there was occasion for, in words."""
    names = {
        1: _("nog niet zichtbaar"),
        2: _("in ontwikkeling"),
        3: _("vakkundig"),
        4: _("voorbeeldig"),
    }
    for result in assessment.criteria:
        title = rubric.criterion(result.id).title
        if result.level is None:
            yield _("{id} {title}: niet aan de orde").format(id=result.id, title=title)
            continue
        doubt = _(" (onzeker)") if result.uncertain else ""
        yield f"{result.id} {title}: {result.level} {names[result.level]}{doubt}"
        for part in result.evidence:
            yield _("  beurt {n}: “{quote}”").format(n=part.turn, quote=part.quote)
