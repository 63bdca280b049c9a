"""Official words count when they stay unexplained, and ordinary Dutch never does."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.observation.clarity.jargon import find_jargon
from simulator.observation.clarity.jargon_list import uses
from simulator.observation.clarity.readability import tokens


def words(text: str) -> list[str]:
    return [use.word for use in find_jargon(text)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("We gaan dat verrekenen.", ["verrekenen"]),
        ("Het wordt met uw toeslag verrekend.", ["verrekend"]),
        ("Er lopen twee terugvorderingen.", ["terugvorderingen"]),
        ("Dat bedrag wordt teruggevorderd.", ["teruggevorderd"]),
        ("Uw recht is definitief vastgesteld.", ["definitief vastgesteld"]),
        ("U kunt iemand machtigen.", ["machtigen"]),
        ("De betaling is opgeschort.", ["opgeschort"]),
        ("U bent niet ontvankelijk.", ["niet ontvankelijk"]),
        ("U kunt in beroep.", ["in beroep"]),
        ("Dat ligt bij de CWS.", ["CWS"]),
        ("daarna komt de cws", ["cws"]),
        ("de ib loopt nog", ["ib"]),
        ("Artikel 3 van de Awir zegt dat.", ["Awir"]),
        ("Dat komt in een herzieningsbeschikking.", ["herzieningsbeschikking"]),
        ("Ik vraag het aan de ZQV.", ["ZQV"]),
        ("Dat regelen wij middels een brief.", ["middels"]),
    ],
)
def test_an_unexplained_official_word_is_found_as_it_was_said(said: str, found: list[str]) -> None:
    assert words(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "We gaan dat verrekenen. Dat betekent dat we elke maand een stukje inhouden.",
        "We gaan dat verrekenen, oftewel: u krijgt elke maand iets minder.",
        "U krijgt elke maand iets minder. Dat heet verrekenen.",
        "U krijgt elke maand iets minder, dat noemen we verrekenen.",
        "U krijgt een beschikking (een brief met wat wij hebben bepaald).",
        "In die brief staat wat wij bepaald hebben (de beschikking).",
        "Beschikking: een brief met wat wij hebben bepaald.",
        "Een beschikking is een brief met wat wij hebben bepaald.",
        "U krijgt een beschikking, dus onze beslissing op papier.",
        "Ons besluit is niet-ontvankelijk, met andere woorden: we mogen er niet naar kijken.",
        "Weet u wat een zienswijze is?",
        "Verrekenen is eigenlijk wegstrepen. Dus we verrekenen het.",
    ],
)
def test_an_explained_word_is_no_jargon(said: str) -> None:
    assert words(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "Er komt een terugvordering. Dat is nou eenmaal zo.",
        "Dat heet verrekenen.",
        "Wat betekent verrekenen voor u?",
        "Verrekenen is niet mogelijk.",
    ],
)
def test_what_only_sounds_like_an_explanation_explains_nothing(said: str) -> None:
    assert len(words(said)) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Wat is uw beroep?",
        "Ik sta tot uw beschikking.",
        "Ik moet even overleggen met een collega.",
        "Op korte termijn, in toets 1, met wat uitstel en een mooi saldo.",
        "Ik heb vastgesteld dat u vaak hebt gebeld.",
        "De betreffende brief heb ik gezien.",
        "We helpen naar vermogen.",
        "Uw zorgtoeslag, huurtoeslag en de aanvraag met DigiD gaan goed.",
        "Ik zie een voorschot en een aanmaning.",
        "Met Sanne van de afdeling Invordering.",
        "U spreekt met UWV, uw [BSN] en [IBAN] heb ik. Bel het CAK.",
        "DAT IS NIET GOED GEGAAN",
        "Dat is ECHT niet goed, 3021 XB, dat klopt NIET.",
        "Dat sturen wij naar uw huis.",
        "",
    ],
)
def test_ordinary_dutch_is_no_jargon(said: str) -> None:
    assert words(said) == []


def test_a_known_word_counts_beside_an_official_one() -> None:
    assert words("Uw voorschot is te hoog.") == []
    assert words("Uw voorschot wordt verrekend.") == ["voorschot", "verrekend"]
    assert words("Uw voorschot is te hoog. Dat wordt verrekend.") == ["verrekend"]


def test_a_word_counts_once_and_brings_plain_words() -> None:
    (use,) = find_jargon("Wij verrekenen. Ja, wij verrekenen dat.")
    assert use.plain == "een deel inhouden van het geld dat u krijgt"


def test_every_form_in_the_list_finds_its_own_word() -> None:
    from simulator.observation.clarity.jargon_list import entries

    for entry, forms in entries():
        for form in forms:
            found = [use.entry.word for use in uses(tokens(form.replace("*", "")))]
            assert entry.word in found, form


def test_the_list_is_rich_and_has_no_word_twice() -> None:
    from simulator.observation.clarity.jargon_list import entries

    names = [entry.word for entry, _forms in entries()]
    assert len(names) == len(set(names)) >= 180
    assert all(entry.plain for entry, _forms in entries())


@given(
    st.lists(
        st.sampled_from(
            "de beschikking 😀 é verrekend . ( ) : is een dat heet betekent IB\n".split(" ")
        ),
        max_size=15,
    )
)
def test_offsets_are_those_of_the_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for use in find_jargon(text):
        assert text[use.start : use.end] == use.word


@pytest.mark.parametrize(
    "piece", ["verrekenen ", "beschikking (", "dat betekent ", "IB. ", "a-", "....", " \t"]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    start = time.perf_counter()
    find_jargon(piece * (50_000 // len(piece)) + "x")
    assert time.perf_counter() - start < 3
