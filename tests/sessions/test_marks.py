"""The marks of a session become labelled turns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.conversation.conversation import Conversation
from simulator.conversation.events import Event
from simulator.scenarios import load_scenario
from simulator.sessions.marks import MarkedTurn, marked_turns

SCENARIO = load_scenario(Path(__file__).parents[1] / "data" / "loket.yaml")
BLAMES = "Dat had u eerder moeten melden."
CHECKS = "Mag ik voor de controle uw geboortedatum en postcode?"


def talk(kept: list[Event], *said: str) -> Conversation:
    conversation = Conversation.open(SCENARIO, {}, kept.append, seed=1)
    for sentence in said:
        conversation.say(sentence)
    return conversation


def turns(kept: list[Event]) -> list[MarkedTurn]:
    return list(marked_turns("sessie", kept))


def test_every_marked_turn_comes_once_in_the_order_of_the_conversation() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES, CHECKS, BLAMES)
    conversation.mark(3, wrong=["blaming"], by="trainer")
    conversation.mark(1, missing=[("arguing", 0, 7)])
    assert [(turn.id, turn.behaviours, turn.by) for turn in turns(kept)] == [
        ("sessie:2", ["blaming", "arguing"], "trainee"),
        ("sessie:10", [], "trainer"),
    ]


def test_it_is_known_whether_the_citizen_had_proved_who_they_are() -> None:
    kept: list[Event] = []
    conversation = talk(kept, CHECKS, BLAMES)
    conversation.mark(1, missing=[("arguing", 0, 7)])
    conversation.mark(2, missing=[("arguing", 0, 7)])
    assert [turn.verified for turn in turns(kept)] == [False, True]


def test_a_turn_that_was_corrected_and_corrected_again_is_one_labelled_turn() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    conversation.correct(1, wrong=["blaming"])
    conversation.correct(1, missing=[("own_apology", 0, 7)])
    conversation.mark(1, missing=[("arguing", 0, 7)])
    [turn] = turns(kept)
    assert turn.to_json()["marked"] == {"wrong": ["blaming"], "missing": ["own_apology", "arguing"]}
    assert turn.behaviours == ["own_apology", "arguing"]


def test_a_mark_that_was_taken_back_is_no_label() -> None:
    kept: list[Event] = []
    conversation = talk(kept, BLAMES)
    conversation.mark(1, wrong=["blaming"])
    conversation.mark(1, missing=[("blaming", 0, len(BLAMES))])
    assert turns(kept) == []


def test_the_own_name_is_masked_in_what_both_said() -> None:
    kept: list[Event] = []
    conversation = talk(kept, "Goedemorgen, met Joke van de gemeente.", BLAMES)
    said = conversation.path[5]
    spoken = Event(said.seq, said.parent, said.at, said.kind, {**said.data, "text": "Dag Joke."})
    conversation.mark(2, wrong=["blaming"])
    kept[5] = spoken
    [turn] = turns(kept)
    assert turn.citizen == "Dag [naam]."


def test_without_events_there_are_no_marks() -> None:
    assert turns([]) == []


@pytest.mark.parametrize("data", [{}, {"said": 2}, {"said": "2", "wrong": [], "missing": []}])
@pytest.mark.parametrize("said", [2, 0, 3, 99, -1])
def test_marks_that_somebody_spoilt_are_passed_over(data: dict[str, Any], said: int) -> None:
    kept: list[Event] = []
    talk(kept, BLAMES)
    good = {"turn": 1, "wrong": ["blaming"], "missing": [], "by": "trainee", "said": said}
    for each in (data, good, {**good, "wrong": ["taart"]}, {**good, "by": "niemand"}):
        kept.append(Event(len(kept), len(kept) - 1, kept[-1].at, "marked", each))
    assert len(turns(kept)) == (said == 2)
