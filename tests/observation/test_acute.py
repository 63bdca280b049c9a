from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.observation import observe
from simulator.observation.acute import acute_risks, speaks_of_self, takes_seriously
from simulator.observation.reading import TurnContext
from simulator.observation.signals import signals, signs

DATA = Path(__file__).parents[1] / "data"
ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted((DATA / "acute").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
SIGNS = [row for row in ROWS if "acute" in row]
ANSWERS = [row for row in ROWS if "serious" in row]


def test_what_may_be_danger_is_found_in_either_voice() -> None:
    acute = [row for row in SIGNS if row["acute"]]
    for voice in ("citizen", "trainee"):
        said = [row for row in acute if row["voice"] == voice]
        found = [row for row in said if row["acute"] in _kinds(row["text"])]
        assert len(found) >= 0.9 * len(said)


def test_what_only_sounds_like_it_is_left_alone() -> None:
    harmless = [row for row in SIGNS if not row["acute"]]

    mistaken = [row["text"] for row in harmless if _kinds(row["text"])]

    assert len(mistaken) <= 0.05 * len(harmless), mistaken


def test_an_answer_that_takes_it_seriously_is_told_from_one_that_waves_it_away() -> None:
    heard = [row for row in ANSWERS if row["serious"] and takes_seriously(row["text"])]
    mistaken = [row for row in ANSWERS if not row["serious"] and takes_seriously(row["text"])]

    assert len(heard) >= 0.9 * sum(row["serious"] for row in ANSWERS)
    assert len(mistaken) <= 0.05 * sum(not row["serious"] for row in ANSWERS), mistaken


@pytest.mark.parametrize(
    "said",
    [
        "Ik bel de huisarts wel, maar we hebben het allemaal weleens moeilijk.",
        "113 is er ook nog. Zo erg is het toch niet?",
    ],
)
def test_waving_away_is_no_answer_whatever_stands_beside_it(said: str) -> None:
    assert takes_seriously(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "Mijn moeder zei gisteren: “ik wil er niet meer zijn, zo moe ben ik”, in die film.",
        "U zegt dat u niet meer wilt leven. Denkt u aan zelfdoding?",
        "Denkt u aan zelfmoord?",
        "Hij slaat mij niet, hoor.",
        "",
        "😢😢😢",
    ],
)
def test_words_of_others_and_questions_are_no_sign_of_ones_own(said: str) -> None:
    assert acute_risks(said) == ()


def test_a_sign_quotes_the_sentence_that_shows_it() -> None:
    said = "Goedemiddag. Ik wíl niet meer leven, mevrouw. Kunt u kijken?"

    (risk,) = acute_risks(said)

    assert risk.kind == "suicide"
    assert risk.quote == "Ik wíl niet meer leven, mevrouw."
    assert speaks_of_self(risk)


def test_a_citizen_shows_it_as_a_signal() -> None:
    assert "acute_risk" in signals("Mijn man slaat mij.")
    assert "acute_risk" not in signals("Hij slaat de plank mis.")


def test_a_trainee_shows_it_in_the_reading_and_it_is_no_behaviour() -> None:
    said = "Ik wil zelf ook niet meer leven."

    reading = observe(said, TurnContext())

    assert [risk.kind for risk in reading.acute] == ["suicide"]
    assert observe("Wat is er gebeurd?", TurnContext()).acute == ()


_WORDS = st.sampled_from([row["text"] for row in ROWS]) | st.text(max_size=120)


@given(st.lists(_WORDS, max_size=4).map(" ".join))
def test_every_quote_is_literal(text: str) -> None:
    for risk in acute_risks(text):
        assert risk.quote
        assert text[risk.start : risk.end] == risk.quote
    answer = takes_seriously(text)
    assert answer is None or text[answer.start : answer.end] == answer.quote
    assert all(sign.quote in text for sign in signs(text))


@pytest.mark.parametrize(
    "part",
    [
        "ik wil ",
        "hij ",
        "mijn man slaat ",
        "ik weet waar ",
        "geen eten ",
        "insuline ",
        "u zegt ",
        "eten. ",
        "(( ",
    ],
)
def test_a_very_long_turn_takes_no_long_time(part: str) -> None:
    text = part * (50_000 // len(part))
    start = time.perf_counter()
    acute_risks(text)
    takes_seriously(text)
    assert time.perf_counter() - start < 0.5


def _kinds(text: str) -> set[str]:
    return {risk.kind for risk in acute_risks(text)}
