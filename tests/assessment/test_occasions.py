from __future__ import annotations

from typing import Any

from simulator.assessment.following import follow
from simulator.assessment.occasions import calling_turn


def test_the_clearest_sign_is_quoted_not_the_first_turn(tell: Any) -> None:
    story = (
        tell()
        .citizen("Goedemiddag.")
        .trainee("Dag.", "greet_introduce")
        .citizen("Er is iets met mijn brief. Ik lig er wakker van.")
        .trainee("Ja.")
    )

    called = calling_turn("emotion", follow(story.events))

    assert called is not None
    assert (called.turn, called.quote) == (2, "Ik lig er wakker van.")


def test_what_could_still_be_answered_goes_before_the_last_word(tell: Any) -> None:
    story = (
        tell()
        .citizen("Wat gaat er nu gebeuren?")
        .trainee("Dat zien we wel.")
        .citizen("En wanneer hoor ik iets?")
    )

    called = calling_turn("question", follow(story.events))

    assert called is not None and called.turn == 0


def test_a_check_is_called_for_by_the_answer_to_the_explanation(tell: Any) -> None:
    story = (
        tell()
        .citizen("Ik snap er niks van.")
        .trainee("Wat is er gebeurd?", "open_question")
        .citizen("Een brief.")
        .trainee("Dat betekent dat u geld terugkrijgt.", "plain_explanation")
        .citizen("Ja, ja. Het zal wel.")
        .trainee("Mooi.")
    )

    called = calling_turn("explanation", follow(story.events))

    assert called is not None
    assert (called.turn, called.quote) == (4, "Het zal wel.")


def test_a_check_of_identity_was_due_before_the_case_was_discussed(tell: Any) -> None:
    story = (
        tell()
        .citizen("Goedemiddag.")
        .trainee("Waar gaat het om?", "open_question")
        .citizen("Wat staat er in die brief?")
        .trainee("U krijgt geld terug.", "plain_explanation")
        .citizen("O, fijn.")
    )

    called = calling_turn("identity", follow(story.events))

    assert called is not None and called.turn == 2


def test_a_silent_citizen_called_for_nothing(tell: Any) -> None:
    assert calling_turn("story", follow(tell().trainee("Hallo?").events)) is None


def test_asking_again_after_a_turn_that_was_not_read_calls_for_nothing(tell: Any) -> None:
    story = tell().citizen("Er is een brief.").trainee("Mwah.").citizen("Hoe bedoelt u dat?")
    story.trainee("U hoeft niets te betalen.", "plain_explanation").citizen("Dat zegt u.")
    story.trainee("Ja.", "closing_check").citizen("Dag.")

    called = calling_turn("explanation", follow(story.events))

    assert called is not None and called.turn != 2


def test_the_last_question_that_could_be_answered_is_the_one_to_go_back_to(tell: Any) -> None:
    story = tell().citizen("Wat gaat er gebeuren?").trainee("Dag.", "greet_introduce")
    story.citizen("En wanneer hoor ik iets?").trainee("Tja.").citizen("Nou.")

    called = calling_turn("question", follow(story.events))

    assert called is not None and called.turn == 2
