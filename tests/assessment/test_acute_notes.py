"""What a sign of acute danger does to levels and feedback, and what it leaves alone."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.assessment import advise, assess
from simulator.assessment.following import follow
from simulator.observation.reading import Observation, Reading
from simulator.observation.reading_json import reading_to_json
from simulator.rubrics.model import Rubric

SERIOUS = "U zegt dat u niet meer wilt leven. Denkt u aan zelfdoding? Ik blijf bij u."
WAVED = "Ach, we hebben het allemaal weleens moeilijk."
TAILORED = ("tailored_solution", "open_question")


def _notes(story: Any, basis: Rubric) -> str:
    return " ".join(advise(assess(story.events, basis, "x"), story.events, basis, None).notes)


def _level(story: Any, basis: Rubric) -> int | None:
    results = assess(story.events, basis, "x").criteria
    return next(result.level for result in results if result.id == "C9")


def test_whoever_takes_it_seriously_hears_so_with_their_own_words(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik wil niet meer leven.").trainee(SERIOUS)

    notes = _notes(story, basis)

    assert "“Ik wil niet meer leven.”" in notes
    assert "Je nam dat serieus" in notes
    assert "0800-0113" in notes and "112" in notes


def test_what_was_passed_over_is_a_moment_to_talk_about(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Ik wil niet meer leven.").trainee(WAVED).citizen("Laat maar.")

    notes = _notes(story, basis)

    assert "collega" in notes and "113" in notes
    assert "serieus met" not in notes


@pytest.mark.parametrize(
    ("said", "number"),
    [("Mijn man slaat mij.", "0800-2000"), ("Ik heb pijn op mijn borst.", "112")],
)
def test_the_numbers_fit_what_was_said(said: str, number: str, tell: Any, basis: Rubric) -> None:
    notes = _notes(tell().citizen(said).trainee("Oké."), basis)

    assert number in notes
    assert "113 of" not in notes


def test_an_ordinary_conversation_has_no_such_note(tell: Any, basis: Rubric) -> None:
    notes = _notes(tell().citizen("Ik lach me dood.").trainee("Bel gerust 112."), basis)

    assert "112" not in notes


def test_passing_it_over_keeps_the_human_measure_down(tell: Any, basis: Rubric) -> None:
    passed = tell().citizen("Ik wil niet meer leven.").trainee(WAVED, *TAILORED)
    taken = tell().citizen("Ik wil niet meer leven.").trainee(SERIOUS, *TAILORED)

    assert (_level(passed, basis) or 0) <= 2
    assert (_level(taken, basis) or 0) >= 3


def test_it_may_take_two_turns_and_no_more(tell: Any) -> None:
    def answered(waits: int) -> bool:
        story = tell().citizen("Ik wil niet meer leven.")
        for _ in range(waits):
            story.trainee("Even kijken.").citizen("Ja.")
        story.trainee(SERIOUS)
        return "risk_answered" in follow(story.events).moment().signals

    assert [answered(waits) for waits in (0, 1, 2)] == [True, True, False]


def test_an_answer_without_a_sign_is_none(tell: Any) -> None:
    story = tell().citizen("Goedemorgen.").trainee(SERIOUS)

    assert "risk_answered" not in follow(story.events).moment().signals


def test_a_sign_in_the_last_word_is_held_against_nobody(tell: Any, basis: Rubric) -> None:
    story = tell().citizen("Dag.").trainee("Dag.").citizen("Ik wil niet meer leven.")

    assert "acute_risk" not in follow(story.events).moment().signals
    assert "Daar stopte het gesprek" in _notes(story, basis)


def test_a_line_drawn_after_a_threat_is_an_answer(tell: Any) -> None:
    story = tell().citizen("Ik weet waar jij woont.")
    story.trainee("Zo wil ik niet met u praten.", "respectful_boundary")

    assert "risk_answered" in follow(story.events).moment().signals


def test_what_is_said_to_the_program_is_no_answer(tell: Any) -> None:
    story = tell().citizen("Ik wil niet meer leven.")
    story.trainee(SERIOUS)
    story.events[-1].data["out_of_role"] = True

    assert "risk_answered" not in follow(story.events).moment().signals


def test_a_trainee_whose_own_words_sound_like_distress_hears_where_to_go(
    tell: Any, basis: Rubric
) -> None:
    said = "Ik wil zelf ook niet meer leven."
    story = tell().citizen("Goedemorgen.").trainee(said)
    plain = assess(story.events, basis, "x")
    story.events[-1].data.update(_read(said))

    notes = _notes(story, basis)

    assert "Ging dat over jezelf?" in notes and "0800-0113" in notes
    assert assess(story.events, basis, "x") == plain


def _read(said: str) -> dict[str, Any]:
    from simulator.observation.acute import acute_risks

    observations: tuple[Observation, ...] = ()
    return reading_to_json(Reading(observations, acute=acute_risks(said)))
