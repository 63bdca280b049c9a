"""Listening behaviours: what counts, and what only looks like it."""

from __future__ import annotations

import pytest

from simulator.behaviours import behaviours
from simulator.observation import observe
from simulator.observation.exclusions import _EXCLUDES
from simulator.observation.needs import _MEETS
from simulator.observation.reading import TurnContext
from simulator.observation.rules import NEEDS

STORY = (
    "Mijn huurtoeslag is in juni gestopt en ik heb al drie brieven gestuurd. Niemand belt terug, "
    "en de huur moet vrijdag betaald zijn. Ik lig er wakker van."
)


def seen(said: str, citizen: str | None = STORY) -> frozenset[str]:
    """The behaviours read in a turn that answers the citizen."""
    return frozenset(observe(said, TurnContext(citizen=citizen)).behaviours)


LISTENING = {
    "greet_introduce": [
        "Goedemiddag, met Lotte van de gemeente. Waar kan ik u mee helpen?",
        "dag mevrouw u spreekt met karim van het klantcontactcentrum zegt u het maar",
        "Hoi, Bram hier van het DUO-team 👋 waar loop je tegenaan?",
        "Welkom, mijn naam is Saïda en ik werk aan deze balie. Gaat u zitten.",
    ],
    "verify_identity": [
        "Om zeker te weten dat ik de juiste persoon spreek: wat is uw geboortedatum?",
        "mag ik je postcode en huisnummer dan zoek ik je op",
        "Heeft u een legitimatiebewijs bij u?",
        "Bent u gemachtigd om voor uw moeder te bellen?",
    ],
    "open_question": [
        "Wat is er in juni precies gebeurd?",
        "kunt u vertellen hoe het zo gekomen is",
        "Wat betekent dit voor u en uw gezin?",
        "Hoe gaat het nu met u?",
    ],
    "probe_deeper": [
        "Wat stond er in die drie brieven?",
        "U zegt dat niemand terugbelt. Wie had u toen aan de lijn?",
        "en die huur wanneer moest u die betalen",
        "Wat bedoelt u met gestopt?",
    ],
    "summarise_check": [
        "Dus uw huurtoeslag stopte in juni en uw brieven bleven liggen. Heb ik dat goed?",
        "Even kijken of ik het snap: u schreef drie keer en vrijdag moet de huur betaald "
        "zijn, klopt dat?",
        "samengevat de toeslag is weg u heeft drie brieven gestuurd en u wilt weten "
        "wanneer er geld komt zeg ik dat zo goed",
        "U wilt vooral dat iemand u terugbelt over die brieven. Of zie ik dat verkeerd?",
    ],
    "name_emotion": [
        "Ik hoor dat u hier wakker van ligt.",
        "Dat klinkt alsof u zich flink in de steek gelaten voelt.",
        "u bent bang dat u vrijdag de huur niet redt",
        "Wat een spanning, met die huur die vrijdag al betaald moet zijn.",
    ],
    "validate_grievance": [
        "Dat had niet mogen gebeuren.",
        "drie brieven zonder antwoord dat is gewoon niet oke",
        "Logisch dat u boos bent, u had allang iets moeten horen.",
        "Dat ligt niet aan u, dat ligt aan ons.",
    ],
    "own_apology": [
        "Mijn excuses dat we u niet hebben teruggebeld.",
        "Het spijt me dat uw brieven zijn blijven liggen.",
        "Dat was onze fout, sorry.",
        "sorry dat ik u net onderbrak",
    ],
    "invite_story": [
        "Neemt u rustig de tijd.",
        "Vertelt u maar, ik luister.",
        "Hm-hm… ja…",
        "Gooi het er maar uit, dat mag hier.",
    ],
}


@pytest.mark.parametrize(
    ("behaviour", "said"), [(name, said) for name, turns in LISTENING.items() for said in turns]
)
def test_listening_is_seen(behaviour: str, said: str) -> None:
    citizen = None if behaviour == "greet_introduce" else STORY
    assert behaviour in seen(said, citizen)


@pytest.mark.parametrize(
    "said",
    [
        "Ik hoor dat u boos bent, maar zo zijn de regels.",
        "Ik begrijp dat u er wakker van ligt. Maar we kunnen niets doen.",
        "Het is heel logisch dat u kwaad bent, echter u was te laat.",
        "U bent teleurgesteld, alleen kan ik daar niets aan veranderen.",
        "ik snap best dat u bang bent maar dat is nou eenmaal de procedure",
    ],
)
def test_a_but_takes_the_acknowledgement_back(said: str) -> None:
    assert not seen(said) & {"name_emotion", "validate_grievance"}


@pytest.mark.parametrize(
    "said",
    [
        "U ligt er wakker van, en u wacht al maar liefst drie maanden.",
        "Ik hoor dat u boos bent, vertelt u maar.",
        "U schrikt hiervan, maar daar gaan we samen iets aan doen.",
        "U bent bang voor vrijdag. Zegt u het maar als ik te snel ga.",
        "U bent niet alleen boos maar ook moe van al dat schrijven.",
    ],
)
def test_a_harmless_but_takes_nothing_back(said: str) -> None:
    assert "name_emotion" in seen(said)


@pytest.mark.parametrize(
    "said",
    [
        "Ik begrijp niet waarom u boos bent.",
        "U hoeft niet boos te worden.",
        "Ik snap er niets van.",
        "Wees maar niet bang.",
        "Er is geen reden om bezorgd te zijn.",
        "Waarom bent u zo boos?",
        "Ik ben er ook moe van.",
        "U bent wel erg emotioneel.",
    ],
)
def test_a_denied_advised_or_own_feeling_is_not_named(said: str) -> None:
    assert "name_emotion" not in seen(said)


@pytest.mark.parametrize(
    "said",
    [
        "Ik begrijp dat u gefrustreerd bent.",
        "Ik begrijp uw boosheid.",
        "Ik kan me voorstellen dat u boos bent.",
    ],
)
def test_a_formula_without_the_story_names_no_feeling(said: str) -> None:
    assert "name_emotion" not in seen(said, "Dit slaat nergens op.")


@pytest.mark.parametrize(
    "said",
    [
        "Sorry voor het ongemak.",
        "Het spijt me dat u dat zo ervaart.",
        "Excuses als u dat zo heeft opgevat.",
        "Sorry, wat zei u?",
        "Sorry, maar dan had u moeten bellen.",
        "Ja sorry, daar kan ik niks aan doen.",
        "Sorry hoor, ik doe ook maar mijn werk.",
    ],
)
def test_a_sham_apology_is_none(said: str) -> None:
    assert "own_apology" not in seen(said)


@pytest.mark.parametrize(
    "said",
    [
        "Rustig maar.",
        "Wilt u rustig blijven?",
        "Doet u eens even rustig.",
        "Kunt u het kort houden?",
        "Bent u klaar?",
    ],
)
def test_hushing_leaves_no_room(said: str) -> None:
    assert "invite_story" not in seen(said)


@pytest.mark.parametrize(
    ("said", "not_seen"),
    [
        ("Wat is uw burgerservicenummer?", "open_question"),
        ("Hoe laat belde u?", "open_question"),
        ("Wat wilt u nou eigenlijk?", "open_question"),
        ("Heeft u verder nog iets?", "open_question"),
        ("Waarom heeft u dat niet eerder gezegd?", "probe_deeper"),
        ("Heeft u een rekeningnummer?", "probe_deeper"),
        ("Dus u heeft het verkeerd ingevuld.", "summarise_check"),
        ("Klopt dat?", "summarise_check"),
        ("Ik heb het genoteerd.", "summarise_check"),
        ("Wat is uw nieuwe adres?", "verify_identity"),
        ("Uw DigiD-wachtwoord graag.", "verify_identity"),
        ("U bent verbonden met Werk en Inkomen.", "greet_introduce"),
        ("Zegt u het maar.", "greet_introduce"),
        ("Ik kan me voorstellen dat u dat zo ervaart.", "validate_grievance"),
        ("U had ons eerder moeten bellen.", "validate_grievance"),
    ],
)
def test_what_only_looks_like_it_is_not_seen(said: str, not_seen: str) -> None:
    assert not_seen not in seen(said)


def test_a_check_without_need_is_none() -> None:
    assert "verify_identity" not in seen(
        "Eerst uw geboortedatum graag.", "Hoe laat gaan jullie open?"
    )


def test_data_asked_without_a_question_are_known() -> None:
    context = TurnContext(citizen=STORY, identity={"geboortedatum": "1 mei 1970"})
    assert observe("Eerst even uw geboortedatum graag.", context).identity_asked == (
        "geboortedatum",
    )


def test_every_demand_can_be_looked_at() -> None:
    assert _MEETS.keys() == NEEDS


def test_exclusions_name_behaviours() -> None:
    assert {*_EXCLUDES, *(other for others in _EXCLUDES.values() for other in others)} <= set(
        behaviours()
    )


def test_a_question_about_something_opens_the_story_also_beside_a_greeting() -> None:
    context = TurnContext(citizen="Zaterdag kreeg ik een brief. Weer een andere naam.")
    greeting = "Goedemorgen mevrouw, u spreekt met Samira van het serviceteam."
    about = f"{greeting} U treft weer iemand anders. Hoe is dat voor u geweest?"
    assert {"greet_introduce", "open_question"} <= observe(about, context).behaviours
    at_the_door = f"{greeting} Wat is er aan de hand?"
    assert "open_question" not in observe(at_the_door, context).behaviours


def test_a_birth_date_is_asked_for_also_in_two_words() -> None:
    context = TurnContext(identity={"geboortedatum": "3 mei 1976", "postcode": "1234 AB"})
    asked = observe("en uw geboorte datum en postcode?", context).identity_asked
    assert asked == ("geboortedatum", "postcode")
