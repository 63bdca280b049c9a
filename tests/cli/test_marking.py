"""Line by line, somebody says that a turn was read wrongly."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from simulator.behaviours import behaviours, behaviours_like
from simulator.cli import main

LOKET = str(Path(__file__).parents[1] / "data" / "loket.yaml")
BLAMES = "Dat had u eerder moeten melden. Mijn fiets is blauw."

Output = pytest.CaptureFixture[str]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> Any:
    """Types these lines in a plain conversation, and gives what is heard back."""

    def run(*lines: str, kind: str = "--plain", more: tuple[str, ...] = ()) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(line + "\n" for line in lines)))
        assert main(["play", LOKET, kind, "--seed", "1", *more]) == 0
        return capsys.readouterr().out

    return run


def kept(out: str, kind: str) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in out.splitlines()]
    return [event["data"] for event in events if event["kind"] == kind]


def test_what_was_heard_is_told_with_the_words_and_a_number(play: Any) -> None:
    heard = play(BLAMES, "/gehoord", "/stop")
    assert f"Beurt 1: “{BLAMES}”" in heard
    assert "1. Gehoord: schuld bij de burger leggen: “Dat had u eerder" in heard


def test_what_is_not_right_goes_by_its_number_and_the_citizen_answers_anew(play: Any) -> None:
    out = play(BLAMES, "/klopt-niet 1", "/stop", kind="--json")
    [marked] = kept(out, "marked")
    assert (marked["wrong"], marked["missing"], marked["by"]) == (["blaming"], [], "trainee")
    assert [read.get("corrected", False) for read in kept(out, "read")] == [False, True]
    assert len(kept(out, "citizen_said")) >= 3


def test_a_trainer_marks_as_a_trainer(play: Any) -> None:
    out = play(BLAMES, "/klopt-niet 1", "/stop", kind="--json", more=("--trainer",))
    [marked] = kept(out, "marked")
    assert marked["by"] == "trainer"


def test_what_was_not_heard_comes_with_the_words_that_are_given(play: Any) -> None:
    out = play(BLAMES, "/ook gevoel benoemen: mijn fiets is blauw", "/stop", kind="--json")
    [marked] = kept(out, "marked")
    [added] = marked["missing"]
    assert (added["behaviour"], added["quote"]) == ("name_emotion", "Mijn fiets is blauw")


def test_without_words_it_is_the_sentence_in_which_nothing_was_heard(play: Any) -> None:
    heard = play(BLAMES, "/ook gevoel", "/stop")
    assert "Deed je ook: gevoel benoemen: “Mijn fiets is blauw.”" in heard
    assert "Zelf verbeterd. Opnieuw vanaf jouw beurt 1" in heard


def test_one_number_twice_is_one_mark(play: Any) -> None:
    [marked] = kept(play(BLAMES, "/klopt-niet 1 1", "/stop", kind="--json"), "marked")
    assert marked["wrong"] == ["blaming"]


def test_feedback_says_which_turn_was_corrected(play: Any) -> None:
    heard = play(BLAMES, "/klopt-niet 1", "/stop")
    assert "Zelf verbeterd: beurt 1. Die telt hier zoals jij het zei." in heard


def test_an_earlier_turn_is_corrected_after_it_was_shown(play: Any) -> None:
    out = play(BLAMES, "Wat is er gebeurd?", "/gehoord 1", "/klopt-niet 1", "/stop", kind="--json")
    assert [marked["turn"] for marked in kept(out, "marked")] == [1]


def test_after_the_end_it_is_kept_and_can_be_done_again_that_way(play: Any) -> None:
    heard = play(BLAMES, "/stop", "/klopt-niet 1", "/verbeterd 1", "/stop")
    assert "Bewaard bij beurt 1. Opnieuw vanaf die beurt: /verbeterd 1" in heard
    assert "Zelf verbeterd. Opnieuw vanaf jouw beurt 1" in heard
    assert heard.count("Terugkijken") == 2


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/klopt-niet", "1. Gehoord: schuld bij de burger leggen"),
        ("/klopt-niet 7", "Nummer 7 staat niet bij beurt 1."),
        ("/klopt-niet alles", "Zet er een nummer achter, bijvoorbeeld: /klopt-niet 1"),
        ("/gehoord 4", "Beurt 4 is er niet."),
        ("/gehoord twee", "Zet er een nummer achter, bijvoorbeeld: /gehoord 1"),
        ("/gehoord " + "9" * 5000, "Zet er een nummer achter"),
        ("/ook", "- gevoel benoemen"),
        ("/ook overdracht", "Welke bedoel je?"),
        ("/ook taartjes eten", "Dat gedrag ken ik niet."),
        ("/ook open vraag: dit zei ik niet", "De woorden voor “open vraag” staan niet in deze"),
        ("/ook schuld", "“schuld bij de burger leggen” staat al bij deze beurt."),
        ("/verbeterd", "Bij beurt 1 is nog niets verbeterd."),
        ("/verbeterd 0", "Beurt 0 is er niet."),
        ("/hulp", "/klopt-niet 1: nummer 1 daarvan klopt niet"),
    ],
)
def test_whatever_is_typed_gets_an_answer_and_changes_nothing(
    typed: str, answer: str, play: Any
) -> None:
    heard = play(BLAMES, typed, "/stop")
    assert answer in heard
    assert "Zelf verbeterd" not in heard


@pytest.mark.parametrize("typed", ["/gehoord", "/klopt-niet 1", "/ook open vraag", "/verbeterd"])
def test_before_the_first_word_there_is_nothing_to_mark(typed: str, play: Any) -> None:
    assert "Je hebt nog niets gezegd." in play(typed, "/stop")


def test_a_behaviour_is_meant_by_its_name_id_or_code_or_part_of_it() -> None:
    for each in behaviours().values():
        for words in (each.name, each.name.upper(), each.id, each.code):
            assert behaviours_like(words) == [each]
    assert [each.id for each in behaviours_like("gevoel ben")] == ["name_emotion"]
    assert len(behaviours_like("")) == 32
    assert behaviours_like("taart {0} %s") == []
