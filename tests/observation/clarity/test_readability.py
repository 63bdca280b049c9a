"""Words, sentences and syllables as a Dutch reader would count them."""

from __future__ import annotations

import pytest

from simulator.observation.clarity.readability import (
    flesch_douma,
    sentence_lengths,
    syllables,
    tokens,
)


def reading_ease(text: str) -> float:
    words, sentences = tokens(text), sentence_lengths(text)
    return flesch_douma(len(words), len(sentences), sum(syllables(w.text) for w in words))


def test_the_two_worked_checks_come_out() -> None:
    easy = "U krijgt te veel geld. Dat moet u terugbetalen."
    hard = (
        "Ingevolge artikel 16 van de Algemene wet inkomensafhankelijke regelingen wordt het te veel"
        " uitbetaalde voorschot bij beschikking verrekend met nog uit te betalen tegemoetkomingen."
    )
    assert reading_ease(easy) == pytest.approx(91.4, abs=0.05)
    assert reading_ease(hard) == pytest.approx(-1.6, abs=0.05)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("u", 1), ("geld", 1), ("nieuw", 1), ("leeuw", 1), ("nieuwe", 2), ("mooie", 2)],
        *[("idee", 2), ("ideeën", 3), ("één", 1), ("vóór", 1), ("over", 2), ("adres", 2)],
        *[("beoordeling", 4), ("beëindigen", 4), ("geïnformeerd", 4), ("coördinatie", 5)],
        *[("reageren", 4), ("wijkteam", 2), ("bureau", 2), ("museum", 3), ("serieus", 3)],
        *[("financieel", 4), ("adequaat", 3), ("vrije", 2), ("eieren", 3), ("koeien", 2)],
        *[("baby", 2), ("royaal", 2), ("toilet", 2), ("bsn", 3), ("z'n", 1), ("online", 2)],
        *[("0", 1), ("16", 2), ("21", 4), ("100", 2), ("1.250", 7), ("3021", 7), ("18e", 3)],
        *[("06", 2), ("²", 1), ("Ĳ", 1)],
    ],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("Dat is voor u. Ik bel morgen!", [4, 3]),
        ("Hoe gaat het?! Wat is er … gebeurd", [3, 3, 1]),
        ("Dhr. De Vries belt bijv. om 14.30 uur, d.w.z. na de lunch.", [12]),
        ("Het gaat om € 1.250,00 of zo.", [6]),
        ("eerst dit\ndan dat\n\n- en dit", [2, 2, 2]),
        ("Goedemiddag.Met Noor", [1, 2]),
        ("'Hallo.' Met wie?", [1, 2]),
        ("...", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_speaker_stops(text: str, lengths: list[int]) -> None:
    assert sentence_lengths(text) == lengths
