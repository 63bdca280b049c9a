"""What the trainee hears afterwards: what went well, at most two things to try, and then again.

Never about the person, never a grade.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from simulator.assessment.acute_notes import acute_notes
from simulator.assessment.assessment import Assessment
from simulator.assessment.course import Course
from simulator.assessment.effect import effect_in_a_sentence
from simulator.assessment.following import follow
from simulator.assessment.improvements import Improvement, find_improvements
from simulator.assessment.strengths import Strength, find_strengths
from simulator.assessment.turning_point import TurningPoint, find_turning_point
from simulator.conversation.events import Event
from simulator.language import _, ngettext
from simulator.rubrics.model import Rubric

MOST_WORDS = 3
"""Official words for which the plain ones are given."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """What to do now: one moment, again."""

    nth: int
    """The place among the trainee's own utterances, from 1, to go back to."""
    text: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """Everything that is said about one attempt, in the order in which it is said."""

    effect: str
    """One sentence about what the conversation did to the citizen."""
    strengths: tuple[Strength, ...]
    turning_point: TurningPoint | None
    improvements: tuple[Improvement, ...]
    exercise: Exercise | None
    question: str
    """What the trainee is asked to think over."""
    notes: tuple[str, ...] = ()
    """What the trainee should know about this feedback itself, such as turns that were not read."""

    def to_json(self) -> dict[str, Any]:
        """The feedback as plain data; strengths and improvements as `gehoord score` gives them."""
        document = asdict(self)
        for key in ("strengths", "improvements", "notes"):
            document[key] = list(document[key])
        return document

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Feedback:
        """The feedback that `to_json` wrote."""
        point, exercise = data["turning_point"], data["exercise"]
        return cls(
            effect=data["effect"],
            strengths=tuple(Strength(**part) for part in data["strengths"]),
            turning_point=TurningPoint(**point) if point else None,
            improvements=tuple(Improvement(**part) for part in data["improvements"]),
            exercise=Exercise(**exercise) if exercise else None,
            question=data["question"],
            notes=tuple(data["notes"]),
        )


def advise(
    assessment: Assessment,
    events: Sequence[Event],
    rubric: Rubric,
    scenario_document: Mapping[str, Any] | None,
) -> Feedback:
    """The feedback on one attempt.

    Args:
        assessment: what was judged of it.
        events: the same attempt.
        rubric: what it was held against.
        scenario_document: the scenario as it was played, for sentences that fit it.
    """
    course = follow(events)
    if not course.spoken:
        return _nothing_said()
    improvements = find_improvements(assessment, course, rubric, scenario_document)
    strengths = find_strengths(assessment, course, rubric, improvements)
    return Feedback(
        effect=effect_in_a_sentence(course),
        strengths=strengths,
        turning_point=find_turning_point(course),
        improvements=improvements,
        exercise=_exercise(improvements, course),
        question=_("Welk moment zou jij anders doen?"),
        notes=tuple(_notes(course, strengths)),
    )


def _nothing_said() -> Feedback:
    return Feedback(
        effect=_("Je hebt nog niets gezegd, dus er is nog niets om op terug te kijken."),
        strengths=(),
        turning_point=None,
        improvements=(),
        exercise=Exercise(
            1, _("Begin opnieuw vanaf het begin. Eén zin is genoeg; je kunt hier niets stukmaken.")
        ),
        question=_("Wat zou je als eerste willen zeggen?"),
    )


def _exercise(improvements: Sequence[Improvement], course: Course) -> Exercise | None:
    if not improvements:
        return None
    again = next(
        (turn for turn in course.spoken if turn.number >= improvements[0].turn), course.spoken[-1]
    )
    text = _("Speel opnieuw vanaf jouw beurt {n} en probeer dit ene ding.").format(n=again.nth)
    return Exercise(again.nth, text)


def _plain_words(course: Course) -> str | None:
    """How the official words that stayed unexplained can be said; None when there were none."""
    used = {
        word.word.casefold(): word
        for turn in course.spoken
        if turn.reading is not None and "unexplained_jargon" in turn.reading.behaviours
        for word in turn.reading.clarity.jargon
    }
    if not used:
        return None
    pairs = [word.beside for word in list(used.values())[:MOST_WORDS]]
    return _("Zo kun je het ook zeggen: {pairs}.").format(pairs="; ".join(pairs))


def _notes(course: Course, strengths: Sequence[Strength]) -> list[str]:
    notes = acute_notes(course)
    plain = _plain_words(course)
    if plain:
        notes.append(plain)
    if not strengths:
        notes.append(
            _(
                "Sterke punten noem ik alleen als ik ze in je eigen woorden terugzie; "
                "hier zag ik ze nog niet."
            )
        )
    if course.unread:
        notes.append(
            ngettext(
                "{n} beurt van jou kon ik niet lezen. Die telt niet mee, hoe goed ook.",
                "{n} beurten van jou kon ik niet lezen. Die tellen niet mee, hoe goed ook.",
                course.unread,
            ).format(n=course.unread)
        )
    return notes
