"""How hard a turn is to follow, in numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.observation.clarity.measure import measure
from simulator.observation.reading import Clarity, Jargon
from simulator.text import clean


def test_a_turn_without_words_measures_nothing() -> None:
    assert measure("") == measure("… ?") == Clarity()


def test_short_turns_get_no_reading_ease() -> None:
    eleven = measure("U krijgt te veel geld. Dat moet u nu echt terugbetalen.")
    assert (eleven.words, eleven.flesch_douma) == (11, None)
    assert measure("U krijgt te veel geld. Dat moet u nu echt aan ons terugbetalen.").flesch_douma


def test_a_turn_is_counted_by_the_sentence() -> None:
    clarity = measure("Ik zie uw brief. Ik bel u morgen om tien uur terug.")
    assert clarity.words == 12
    assert clarity.words_per_sentence == 6.0
    assert clarity.longest_sentence == 8


def test_plain_talk_reads_easier_than_official_talk() -> None:
    plain = measure("U kreeg te veel geld. Dat moet u terugbetalen. U mag dat in delen doen.")
    official = measure(
        "Het onverschuldigd uitbetaalde bedrag wordt teruggevorderd, waarbij u de mogelijkheid"
        " heeft gebruik te maken van een betalingsregeling."
    )
    assert plain.flesch_douma is not None
    assert official.flesch_douma is not None
    assert plain.flesch_douma > 80
    assert official.flesch_douma < 40
    assert plain.jargon == ()
    assert official.jargon == (Jargon("teruggevorderd", "geld dat u moet terugbetalen"),)


@given(st.text(max_size=200))
def test_any_text_can_be_measured(text: str) -> None:
    clarity = measure(clean(text))
    assert clarity.longest_sentence <= clarity.words
    assert clarity.words_per_sentence <= clarity.longest_sentence


def test_speech_without_a_mark_is_no_endless_sentence() -> None:
    clarity = measure(
        "ik heb uw dossier hier voor me en u hebt te veel gekregen dat moet u terugbetalen"
        " maar dat mag in delen dan bel ik u morgen terug"
    )
    assert clarity.words == 28
    assert clarity.longest_sentence == 7


def test_a_long_official_sentence_without_marks_stays_one() -> None:
    clarity = measure(
        "op grond van de wet wordt het te veel uitbetaalde voorschot verrekend met de nog uit te"
        " betalen bedragen zodra de termijn voorbij is"
    )
    assert clarity.longest_sentence == clarity.words


def test_marks_that_are_there_are_believed() -> None:
    text = "Ik heb uw dossier hier en u hebt te veel gekregen maar dat mag u in delen terugbetalen."
    assert measure(text).longest_sentence == measure(text).words


@given(st.lists(st.sampled_from("u hebt dat is en maar dan bel ik 😀 . geld".split()), max_size=60))
def test_every_word_is_in_one_sentence(words: list[str]) -> None:
    clarity = measure(" ".join(words))
    assert clarity == measure(" ".join(words))
    assert clarity.longest_sentence <= clarity.words
