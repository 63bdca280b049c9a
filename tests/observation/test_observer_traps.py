"""Where looking for words goes wrong: the same words in another place, mood or mouth."""

from __future__ import annotations

import pytest

from simulator.observation import observe
from simulator.observation.reading import TurnContext

STORY = "Vier maanden wacht ik al op die nabetaling. Elke keer krijg ik iemand anders aan de lijn."


def seen(said: str, citizen: str | None = STORY, *, verified: bool = True) -> set[str]:
    """The behaviours read in a turn."""
    context = TurnContext(channel="call", verified=verified, citizen=citizen)
    return {str(name) for name in observe(said, context).behaviours}


ACKNOWLEDGED = {"name_emotion", "validate_grievance", "own_apology"}


@pytest.mark.parametrize(
    "said",
    [
        "Ik snap dat u boos bent na vier maanden, maar ik kan het niet sneller maken.",
        "Ik hoor dat u er klaar mee bent. Maar zo gaat het nu eenmaal.",
        "U bent teleurgesteld, dat begrijp ik. Echter, de termijn is nog niet om.",
        "ik begrijp dat je kwaad bent over die nabetaling alleen kan ik daar niks aan doen",
        "Vier maanden is te lang, maar u had ook zelf kunnen bellen.",
    ],
)
def test_maar_takes_the_acknowledgement_back(said: str) -> None:
    found = seen(said)
    assert not found & ACKNOWLEDGED
    assert found & {"robotic_empathy", "hide_behind_rules", "blaming"}


@pytest.mark.parametrize(
    "said",
    [
        "U wacht al maar liefst vier maanden, logisch dat u boos bent.",
        "Ik hoor hoe boos u bent over die vier maanden, en ik ga het uitzoeken.",
        "Ik hoor niet alleen boosheid over die nabetaling, maar ook verdriet.",
        "Wat moet u teleurgesteld zijn na vier maanden. Maar goed dat u belt.",
    ],
)
def test_not_every_maar_takes_something_back(said: str) -> None:
    assert seen(said) & ACKNOWLEDGED


@pytest.mark.parametrize(
    ("formula", "about_this"),
    [
        ("Ik begrijp uw frustratie.", "Vier maanden wachten, ik hoor hoe boos u daarover bent."),
        (
            "Ik kan me voorstellen dat dit vervelend is.",
            "U zit al vier maanden in spanning over dat geld.",
        ),
        ("Wat vervelend voor u.", "Ik merk dat u moe bent van steeds iemand anders aan de lijn."),
    ],
)
def test_a_formula_is_not_a_feeling_that_was_heard(formula: str, about_this: str) -> None:
    assert "robotic_empathy" in seen(formula)
    assert "name_emotion" not in seen(formula)
    assert "name_emotion" in seen(about_this)
    assert "robotic_empathy" not in seen(about_this)


def test_a_promise_is_a_day_and_a_person_or_it_is_none() -> None:
    assert "set_expectations" in seen("Ik bel u donderdag voor twaalf uur terug, hoe dan ook.")
    for vague in ("U hoort nog van ons.", "We doen het zo snel mogelijk."):
        assert not seen(vague) & {"set_expectations", "take_ownership"}, vague
    for hollow in ("Komt helemaal goed, echt waar.", "U krijgt dat geld gewoon, geen zorgen."):
        assert "false_promise" in seen(hollow), hollow
    assert "false_promise" not in seen("Ik kan niet beloven dat het lukt.")


@pytest.mark.parametrize(
    "said",
    [
        "Mijn collega zei: 'dan had u maar eerder moeten bellen'. Dat was niet netjes.",
        'U kreeg te horen "regels zijn regels, daar kan ik niks aan doen". Zo hoort het niet.',
        "Er staat „u dient onverwijld een wijziging door te geven”, dat lees ik hier ook.",
    ],
)
def test_what_others_said_is_not_held_against_the_trainee(said: str) -> None:
    assert not seen(said) & {"blaming", "hide_behind_rules"}


def test_kind_words_all_over_count_once() -> None:
    said = "Wat vervelend. Heel vervelend voor u. Ik begrijp uw frustratie. Echt vervelend."
    found = observe(said, TurnContext(citizen=STORY)).observations
    assert [seen.behaviour for seen in found] == ["robotic_empathy"]


def test_a_hushed_handover_is_cold_and_an_introduced_one_is_warm() -> None:
    assert "cold_transfer" in seen("Ik verbind u door, moment.")
    warm = seen(
        "Ik verbind u door met Noor van Schulden. Ik vertel haar eerst kort wat er speelt, "
        "dan hoeft u het niet opnieuw te doen. Is dat goed?"
    )
    assert "warm_handover" in warm
    assert "cold_transfer" not in warm


def test_rustig_can_hush_and_can_give_room() -> None:
    assert "invite_story" in seen("Neemt u rustig de tijd, ik luister.")
    assert "invite_story" not in seen("Wilt u rustig blijven.")
    assert "condescending" in seen("Rustig nou maar, mevrouwtje.")
