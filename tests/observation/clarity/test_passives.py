"""A passive does not say who does it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.observation.clarity.passives import find_passives


def words(text: str) -> list[str]:
    return [found.quote for found in find_passives(text)]


@pytest.mark.parametrize(
    ("said", "passive"),
    [
        ("Uw toeslag wordt per 1 juni toegekend.", "wordt per 1 juni toegekend"),
        ("Er is besloten dat u moet betalen.", "is besloten"),
        ("Het formulier dient te worden.", "dient te worden"),
        ("Dit dient ingeleverd te worden.", "ingeleverd te worden"),
        ("Ik zie dat het bedrag ingehouden wordt.", "ingehouden wordt"),
        ("Dat had ingeleverd moeten worden.", "ingeleverd moeten worden"),
        ("Het bedrag is al verrekend.", "is al verrekend"),
        ("Worden die kosten vergoed?", "Worden die kosten vergoed"),
        ("Er werd geen rekening mee gehouden.", "werd geen rekening mee gehouden"),
    ],
)
def test_a_passive_is_found_with_its_participle(said: str, passive: str) -> None:
    assert words(said) == [passive]


@pytest.mark.parametrize(
    "said",
    [
        "Bent u verhuisd? Wat is er gebeurd? Dat is bekend.",
        "Wij zijn verplicht dat te doen.",
        "U wordt boos, en het wordt tijd.",
        "Wat vervelend is dat. Dat is ons beleid.",
        "Dat is zo. U betaalt wat u verdient.",
        "Dat is niet goed, ik heb het genoteerd.",
        "Ik ben blij dat u gebeld hebt.",
        "",
    ],
)
def test_what_someone_did_or_how_it_is_is_no_passive(said: str) -> None:
    assert words(said) == []


@given(
    st.lists(
        st.sampled_from("wordt is worden te dient toegekend besloten dat , . 😀 u\n".split(" ")),
        max_size=20,
    )
)
def test_offsets_are_those_of_the_words_and_do_not_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    free = 0
    for place in find_passives(text):
        assert text[place.start : place.end] == place.quote
        assert place.start >= free
        free = place.end
