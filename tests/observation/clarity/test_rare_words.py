"""Rare words are those that few people use; names, forms and compounds of common words are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.observation.clarity.rare import find_rare
from simulator.observation.clarity.word_forms import common_words


def words(text: str) -> list[str]:
    return [found.quote for found in find_rare(text)]


@pytest.mark.parametrize(
    ("said", "rare"),
    [
        ("Dat prevaleert boven uw recht.", ["prevaleert"]),
        ("Er is een discrepantie en een rectificatie.", ["discrepantie", "rectificatie"]),
        ("Dat is een evident excessief bedrag.", ["evident", "excessief"]),
        ("Bij ontstentenis daarvan stoppen wij.", ["ontstentenis"]),
    ],
)
def test_a_word_that_few_people_use_is_found(said: str, rare: list[str]) -> None:
    assert words(said) == rare


@pytest.mark.parametrize(
    "said",
    [
        "We hebben afspraken gemaakt, ik belde u terug en heb het doorgestuurd.",
        "Uw inkomensgegevens, de huurverhoging en het maandbedrag kloppen.",
        "Ik stuur een papiertje met twee bladzijdes en een loonstrookje.",
        "U spreekt met Willemijn Ouwerkerk uit Zwijndrecht, over Kwintsheul.",
        "u spreekt met xandra van de gemeente, mevrouw zeepziedster",
        "Uw [BSN] en [IBAN] heb ik, nummer 12-1999, hoor.",
        "ff kijken hoor, dat is zoooo vervelend, hmmm",
        "De ideeen en de reünie, en de zélfde coördinator.",
        "De beschikking is ambtshalve herzien middels verrekening.",
    ],
)
def test_names_forms_compounds_and_official_words_are_not_rare(said: str) -> None:
    assert words(said) == []


def test_the_list_says_where_it_is_from_and_stays_small() -> None:
    from importlib.resources import files

    source = files("simulator.observation.clarity").joinpath("common_words.txt")
    text = source.read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in text
    assert "wordfreq" in text
    assert len(text.encode()) < 200_000
    assert 15_000 < len(common_words()) < 30_000


@given(
    st.lists(
        st.sampled_from(["prevaleert", "de", "😀", "Excessief", "-", ".", "\n", "é", "evident"]),
        max_size=15,
    )
)
def test_offsets_are_those_of_the_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_rare(text)
    assert found == find_rare(text)
    for place in found:
        assert text[place.start : place.end] == place.quote


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    for place in find_rare(text):
        assert text[place.start : place.end] == place.quote
