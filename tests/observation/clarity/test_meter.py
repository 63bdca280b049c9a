"""The meter says what makes an explanation hard, and keeps silent about everything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.observation import observe
from simulator.observation.clarity.measure import measure
from simulator.observation.clarity.meter import gauge, hints, measured
from simulator.observation.reading import Clarity, Jargon, Reading, TurnContext

LABELLED = Path(__file__).parents[2] / "data" / "clarity.jsonl"


def read(text: str) -> Reading:
    return observe(text, TurnContext(citizen="Wat staat er in die brief?"))


def test_an_official_word_is_shown_with_its_plain_words() -> None:
    assert "beschikking → onze beslissing op papier" in hints(read("U krijgt een beschikking."))


def test_a_hard_explanation_comes_with_its_reasons() -> None:
    lines = hints(
        read(
            "Ingevolge de wet wordt het te veel uitbetaalde voorschot bij beschikking verrekend"
            " met nog uit te betalen tegemoetkomingen."
        )
    )
    assert lines[0] == "Moeilijk te volgen:"
    assert "beschikking → onze beslissing op papier" in lines
    assert any("zeg wie het doet" in line for line in lines)


@pytest.mark.parametrize("said", ["Goedemorgen, met Noor.", "Wat is er gebeurd?", "", "😀"])
def test_a_turn_that_explains_nothing_has_no_meter(said: str) -> None:
    assert gauge(read(said)) is None
    assert hints(read(said)) == ()


def test_speaking_to_the_program_is_not_measured() -> None:
    assert gauge(Reading(clarity=Clarity(jargon=(Jargon("ib", "x"),)), out_of_role=True)) is None


def test_a_plain_explanation_gets_no_hint() -> None:
    assert hints(read("U krijgt te veel geld. Dat moet u terugbetalen. Dat mag in stukjes.")) == ()


def test_a_long_passive_is_shown_short() -> None:
    clarity = measure("Uw toeslag wordt per de eerste van de maand weer toegekend, beslist, ja.")
    assert any("“wordt … toegekend”" in reason for reason in measured(clarity).reasons)


def test_an_old_reading_without_the_new_parts_is_measured() -> None:
    assert measured(Clarity(words=5, words_per_sentence=5.0, longest_sentence=5)).band == "easy"


def test_the_meter_sorts_explanations_mostly_as_people_did() -> None:
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 120
    bands = [(row["band"], measured(measure(row["trainee"])).band) for row in rows]
    assert sum(wanted == band for wanted, band in bands) >= 0.85 * len(rows)
    assert ("easy", "hard") not in bands
    assert ("hard", "easy") not in bands
