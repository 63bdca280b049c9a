from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from simulator.conversation.conversation import Conversation
from simulator.conversation.events import Event
from simulator.conversation.fold import utterances
from simulator.scenarios import load_scenario
from simulator.scenarios.model import PlayerRule
from simulator.workbench.players import Player, UnknownPlayer, player_names, rules_of

LOKET = load_scenario(Path(__file__).parents[1] / "data" / "loket.yaml")

STANDARD = {
    "good",
    "average",
    "recovering",
    "yes_but",
    "parrot",
    "solver",
    "bad",
    "injector",
    "random",
}


def conversation() -> Conversation:
    return Conversation.open(LOKET, {}, lambda event: None, seed=1)


def rules(*written: dict[str, object]) -> list[PlayerRule]:
    return [PlayerRule.model_validate(rule) for rule in written]


def said(talk: Conversation) -> list[str]:
    return [each.text for each in utterances(talk.path) if each.speaker == "trainee"]


def play(talk: Conversation, *written: dict[str, object], turns: int) -> list[str]:
    player = Player(rules(*written), Random(1))
    for _ in range(turns):
        player.take_turn(talk)
    return said(talk)


def test_the_standard_players_are_all_there() -> None:
    assert set(player_names(LOKET)) == STANDARD


def test_the_most_specific_rule_with_something_new_speaks_first() -> None:
    spoken = play(
        conversation(),
        {"say": ["Een.", "Twee."]},
        {"when": {"turn": 1}, "say": ["Eerst dit."]},
        turns=3,
    )
    assert spoken[0] == "Eerst dit."
    assert set(spoken[1:]) == {"Een.", "Twee."}


def test_sentences_come_back_only_when_all_are_spoken() -> None:
    spoken = play(conversation(), {"say": ["Een.", "Twee.", "Drie."]}, turns=6)
    assert sorted(spoken[:3]) == sorted(spoken[3:]) == ["Drie.", "Een.", "Twee."]


def test_an_action_is_done_once_before_the_words_that_go_with_it() -> None:
    talk = conversation()
    spoken = play(
        talk,
        {"when": {"turn": ">=2"}, "do": "wijkteam", "say": ["Ik heb het wijkteam gebeld."]},
        {"say": ["Dag."]},
        turns=3,
    )
    assert spoken[:2] == ["Dag.", "Ik heb het wijkteam gebeld."]
    assert [e.data["action"] for e in talk.path if e.kind == "trainee_did"] == ["wijkteam"]


def test_an_action_that_cannot_be_done_yet_is_left_alone() -> None:
    talk = conversation()
    assert play(talk, {"do": "dossier", "say": ["Ik zie het."]}, {"say": ["Dag."]}, turns=1) == [
        "Dag."
    ]


def test_a_player_cannot_look_into_the_citizen() -> None:
    spoken = play(
        conversation(),
        {"when": {"anger": ">=0"}, "say": ["Ik weet het."]},
        {"say": ["Dag."]},
        turns=1,
    )
    assert spoken == ["Dag."]


def test_the_citizens_last_words_can_be_repeated() -> None:
    assert play(conversation(), {"say": ["U zegt: {quote}."]}, turns=1) == [
        "U zegt: waar blijft mijn antwoord."
    ]


def test_an_unknown_player_is_named_with_what_was_meant() -> None:
    with pytest.raises(UnknownPlayer, match="Bedoelde u 'parrot'"):
        rules_of("parot", LOKET)


@pytest.mark.parametrize("name", sorted(STANDARD))
def test_every_standard_player_always_has_something_to_say(name: str) -> None:
    events: list[Event] = []
    talk = Conversation.open(LOKET, {}, events.append, seed=2)
    player = Player(rules_of(name, LOKET), Random(2))
    for _ in range(25):
        if not talk.ended:
            player.take_turn(talk)
    assert said(talk)
    assert not any("{" in line for line in said(talk) if name != "injector")
