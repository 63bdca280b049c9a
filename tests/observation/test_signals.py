from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.conditions import SIGNALS
from simulator.observation.signals import sentences, signals, signs

SHOWN = [
    ("Ik ben hier zo ontzettend kwaad over.", "anger"),
    ("Dit is toch te gek voor woorden.", "anger"),
    ("Ik heb nu vijf keer hetzelfde verhaal verteld.", "anger"),
    ("Morgen stap ik naar de krant.", "anger"),
    ("(slaat met zijn vuist op tafel) Nou?", "anger"),
    ("Ik doe al dagen geen oog dicht.", "distress"),
    ("(begint te huilen) Sorry.", "distress"),
    ("Ik durf het bijna niet te zeggen, ik schaam me zo.", "distress"),
    ("Ik snap er geen snars van.", "confusion"),
    ("Wat betekent dat, invordering?", "confusion"),
    ("Mijn leesbril ligt nog in de auto.", "reading"),
    ("Vroeger las mijn vrouw alles voor.", "reading"),
    ("Mijn man deed altijd de post.", "reading"),
    ("Mijn Nederlands is nog niet zo goed.", "language"),
    ("Zonder tolk kom ik er niet uit.", "language"),
    ("Ik heb geen computer, meisje.", "digital"),
    ("Met DigiD lukt het me niet.", "digital"),
    ("Mijn uitkering is stopgezet.", "problem"),
    ("Ik wacht al sinds januari.", "problem"),
    ("En wat gaat er nu gebeuren?", "question"),
    ("Wanneer hoor ik iets?", "question"),
    ("Wat moet ik nu doen dan?", "question"),
    ("Het gaat over mijn huurtoeslag.", "own_case"),
    ("Drie mei 1980, en 1234 AB.", "identity_given"),
    ("Hier, mijn rijbewijs.", "identity_given"),
    ("(legt zijn paspoort op de balie)", "identity_given"),
    ("De identiteit van de beller moet worden vastgesteld.", "identity_needed"),
    ("Hij mag pas na verificatie iets over het dossier horen.", "identity_needed"),
    ("Over een week staan we op straat.", "hardship"),
    ("Ik leen al van mijn zus.", "hardship"),
    ("Ik vertrouw jullie niet meer.", "distrust"),
    ("Waarom wilt u dat weten?", "distrust"),
    ("Rot toch op, sukkel.", "swearing"),
    ("Ik weet waar je woont.", "threat"),
    ("Ik sla je in elkaar.", "threat"),
    ("U bent de eerste die echt luistert.", "relief"),
    ("Dank u wel, mevrouw.", "relief"),
]

NOT_SHOWN = [
    ("Ik was niet boos hoor.", "anger"),
    ("U hoeft niet boos te worden.", "anger"),
    ("Het boek is klaar met de post verstuurd.", "anger"),
    ("Een identiteitsbewijs is niet nodig.", "identity_needed"),
    ("Voor het dossier is legitimatie nodig, voor algemene uitleg niet.", "identity_needed"),
    ("Maakt u zich geen zorgen.", "distress"),
    ("Ik weet niet of ik dat wil.", "confusion"),
    ("Ik woon al jaren in Nederland.", "language"),
    ("Ik heb het op jullie website gelezen.", "digital"),
    ("Ik wacht op uw antwoord.", "threat"),
    ("Nou fijn, weer zo'n brief.", "relief"),
    ("Dat is niet fijn.", "relief"),
    ("Mijn zoon zit op school.", "own_case"),
    ("Mijn dochter fietst graag.", "hardship"),
]


@pytest.mark.parametrize(("said", "signal"), SHOWN)
def test_what_someone_says_shows(said: str, signal: str) -> None:
    assert signal in signals(said)


@pytest.mark.parametrize(("said", "signal"), NOT_SHOWN)
def test_what_only_looks_like_it_does_not_show(said: str, signal: str) -> None:
    assert signal not in signals(said)


def test_ordinary_talk_shows_nothing() -> None:
    assert signals("Ik woon in Assen. Daar is het vandaag droog.") == frozenset()


def test_a_sign_quotes_the_sentence_that_shows_it() -> None:
    said = "Goedemiddag. Ik lig er wakker van. Kunt u even kijken?"

    (quote,) = [sign.quote for sign in signs(said) if sign.signal == "distress"]

    assert quote == "Ik lig er wakker van."


def test_a_curly_apostrophe_is_read_like_a_straight_one() -> None:
    assert "own_case" in signals("Het gaat over m’n uitkering.")


@given(st.text(max_size=300))
def test_any_text_gives_known_signals_with_literal_quotes(text: str) -> None:
    for sign in signs(text):
        assert sign.signal in SIGNALS
        assert sign.quote in text
    assert all(part in text for part in sentences(text))


@pytest.mark.parametrize("part", ["ik weet niet ", "wie wat de mijn ", "al ", "((", "5 5 "])
def test_a_very_long_turn_takes_no_long_time(part: str) -> None:
    text = part * (10_000 // len(part))
    start = time.perf_counter()
    signs(text)
    assert time.perf_counter() - start < 1
