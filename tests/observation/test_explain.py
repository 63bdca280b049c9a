"""Why something was or was not recognised."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.observation.labelled import FOLDER, read
from simulator.observation import observe
from simulator.observation.explain import why
from simulator.observation.model import model
from simulator.observation.observer import look
from simulator.observation.reading import TurnContext

CONTEXT = TurnContext(citizen="Ik wacht al vijf maanden en ik ben zo boos over die brief.")


def test_what_is_seen_is_explained_with_words_of_the_turn() -> None:
    said = "Vijf maanden, dat is veel te lang. Ik zoek het uit."
    reasons = {reason.behaviour: reason for reason in why(said, CONTEXT)}
    for seen in observe(said, CONTEXT).observations:
        reason = reasons[seen.behaviour]
        assert reason.verdict == "seen"
        assert reason.confidence == seen.confidence
        assert reason.words_for
        assert all(word in said.lower() for word in reason.words_for)


def test_what_is_clear_in_a_part_of_a_long_turn_has_the_confidence_of_that_part() -> None:
    in_a_part = 0
    for turn in read(FOLDER / "mart.jsonl")[:120]:
        looked = look(turn.trainee, turn.context)
        reasons = {reason.behaviour: reason for reason in why(turn.trainee, turn.context)}
        for seen in looked.observations:
            assert reasons[seen.behaviour].confidence == seen.confidence
            in_a_part += looked.log_odds[seen.behaviour] < model().least[seen.behaviour]
    assert in_a_part


def test_a_but_is_given_as_the_reason() -> None:
    reasons = why("Ik snap dat u boos bent, maar zo zijn de regels.", CONTEXT)
    assert ("name_emotion", "taken_back") in {(each.behaviour, each.verdict) for each in reasons}


def test_what_is_asked_about_is_explained_however_far_off() -> None:
    [reason] = [
        each
        for each in why("Goed.", CONTEXT, asked=("warm_handover",))
        if each.behaviour == "warm_handover"
    ]
    assert reason.verdict == "far"
    assert reason.confidence < reason.needed


@given(st.text(max_size=120))
@settings(max_examples=30, deadline=None)
def test_an_explanation_agrees_with_the_reading(said: str) -> None:
    seen = {each.behaviour for each in why(said, CONTEXT) if each.verdict == "seen"}
    reading = observe(said, CONTEXT)
    assert reading.out_of_role or seen == reading.behaviours
