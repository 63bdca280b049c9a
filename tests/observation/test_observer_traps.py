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
    "said",
    [
        "Ik begrijp niet waarom u zo boos bent.",
        "U hoeft niet boos te worden.",
        "Ik snap er niets van dat u daar verdrietig om bent.",
        "U moet zich daar niet zo'n zorgen over maken.",
    ],
)
def test_a_feeling_that_is_denied_is_not_named(said: str) -> None:
    assert "name_emotion" not in seen(said)


@pytest.mark.parametrize(
    "said",
    [
        "Dat is echt niet uw schuld.",
        "Had u verder nog vragen?",
        "Wij hadden u veel eerder moeten bellen.",
        "Daar kon u niets aan doen.",
    ],
)
def test_a_blame_that_is_denied_is_no_blame(said: str) -> None:
    assert "blaming" not in seen(said)


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


@pytest.mark.parametrize(
    "said",
    [
        "Sorry voor het ongemak.",
        "Het spijt me dat u dat zo ervaart.",
        "Excuses als dat verkeerd overkwam.",
        "Ja sorry, daar kan ik ook niets aan doen.",
        "Sorry, maar u had het eerder moeten doorgeven.",
    ],
)
def test_a_sorry_that_owns_nothing_is_no_apology(said: str) -> None:
    assert "own_apology" not in seen(said)


@pytest.mark.parametrize(
    "said",
    [
        "Het spijt me dat u vier maanden heeft moeten wachten.",
        "Excuses dat u steeds iemand anders aan de lijn kreeg, dat hadden wij beter moeten doen.",
        "sorry dat we je nog niet hebben teruggebeld",
    ],
)
def test_a_sorry_for_something_that_happened_is_an_apology(said: str) -> None:
    assert "own_apology" in seen(said)


def test_rustig_can_hush_and_can_give_room() -> None:
    for hush in ("Rustig maar, mevrouw.", "Wilt u rustig blijven?", "Doe eens even rustig."):
        found = seen(hush)
        assert "condescending" in found, hush
        assert "invite_story" not in found, hush
    for room in ("Neemt u rustig de tijd.", "Vertelt u het maar rustig, ik luister."):
        found = seen(room)
        assert "invite_story" in found, room
        assert "condescending" not in found, room


@pytest.mark.parametrize(
    "said",
    ["Wat is uw burgerservicenummer?", "Wat is uw postcode?", "Hoe laat belde u?", "Bent u boos?"],
)
def test_a_question_for_one_fact_is_not_open(said: str) -> None:
    assert "open_question" not in seen(said, "Ik bel over een brief.", verified=False)


@pytest.mark.parametrize(
    "said",
    ["Wat is er allemaal gebeurd?", "hoe is dat zo gekomen", "Wat zou u het liefst willen?"],
)
def test_a_question_that_opens_the_story_is_open(said: str) -> None:
    assert "open_question" in seen(said, "Ik bel over een brief.")


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


@pytest.mark.parametrize(
    ("said", "behaviour"),
    [
        ("ik zoek t ff voor je uit en bel je morgen trug", "take_ownership"),
        ("snap best dat je boos bent na 4 maanden wachten joh", "name_emotion"),
        ("wat is er gebeurd dan vertel", "open_question"),
        ("da had nie mogen gebeuren", "validate_grievance"),
        ("KLOPT HET DAT U AL VIER MAANDEN OP DIE NABETALING WACHT", "summarise_check"),
        ("kga ut navragen bij men collega en laat het je vandaag weten", "take_ownership"),
    ],
)
def test_hurried_spelling_is_read(said: str, behaviour: str) -> None:
    assert behaviour in seen(said)


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
