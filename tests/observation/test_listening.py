"""Questions: what is asked for, and what opens a story; and that the rules name what there is."""

from __future__ import annotations

from simulator.behaviours import behaviours
from simulator.observation import observe
from simulator.observation.exclusions import EXCLUDES
from simulator.observation.needs import _MEETS
from simulator.observation.reading import TurnContext
from simulator.observation.rules import NEEDS

STORY = (
    "Mijn huurtoeslag is in juni gestopt en ik heb al drie brieven gestuurd. Niemand belt terug, "
    "en de huur moet vrijdag betaald zijn. Ik lig er wakker van."
)


def test_data_asked_without_a_question_are_known() -> None:
    context = TurnContext(citizen=STORY, identity={"geboortedatum": "1 mei 1970"})
    assert observe("Eerst even uw geboortedatum graag.", context).identity_asked == (
        "geboortedatum",
    )


def test_every_demand_can_be_looked_at() -> None:
    assert _MEETS.keys() == NEEDS


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


def test_exclusions_name_behaviours() -> None:
    assert {*EXCLUDES, *(other for others in EXCLUDES.values() for other in others)} <= set(
        behaviours()
    )
