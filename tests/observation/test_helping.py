"""The helping behaviours, each beside the sentence that looks like it and is something else."""

from __future__ import annotations

import pytest

from simulator.observation import observe
from simulator.observation.reading import TurnContext


def reads(said: str, heard: str | None = None) -> set[str]:
    """The behaviours in a turn of a verified conversation."""
    context = TurnContext(citizen=heard, verified=True)
    return {str(name) for name in observe(said, context).behaviours}


WHAT = "Wat is dat, een beslagvrije voet?"
HELPED = [
    ("plain_explanation", WHAT, "Dat is het bedrag dat u altijd mag houden om van te leven."),
    ("plain_explanation", WHAT, "dat is geld waar niemand aan mag komen, ook de deurwaarder niet"),
    (
        "plain_explanation",
        "Waarom krijg ik dit jaar minder?",
        "Omdat u meer uren bent gaan werken. Verdient u meer, dan krijgt u minder toeslag.",
    ),
    (
        "plain_explanation",
        None,
        "Simpel gezegd: we kijken elk jaar opnieuw wat u verdient en rekenen het na.",
    ),
    ("teach_back", None, "Ik vertelde veel tegelijk. Wat gaat u morgen als eerste doen?"),
    (
        "teach_back",
        None,
        "Ik wil weten of ik het duidelijk heb uitgelegd. Hoe zou u het aan uw zus vertellen?",
    ),
    ("teach_back", None, "Kunt u in uw eigen woorden zeggen wat we hebben afgesproken?"),
    ("teach_back", None, "ik ging nogal snel vertel je me ff terug wat je zo gaat opsturen"),
    ("teach_back", None, "Stel dat uw zoon vanavond belt. Wat vertelt u hem dan over de afspraak?"),
    ("set_expectations", None, "U krijgt uiterlijk 12 maart een brief met het besluit."),
    ("set_expectations", None, "Donderdag voor tien uur bel ik u, ook als ik nog niets weet."),
    ("set_expectations", None, "Dat duurt ongeveer zes weken, langer kan ook."),
    (
        "set_expectations",
        None,
        "Ik kan u niet beloven dat het lukt, daar beslist iemand anders over.",
    ),
    ("take_ownership", None, "Ik zoek het voor u uit en bel u vanmiddag terug."),
    ("take_ownership", None, "Ik zet het nu in uw dossier, dan weet mijn collega het ook."),
    ("take_ownership", None, "Laat dat maar aan mij over, ik pak het op."),
    ("take_ownership", None, "ik ga hier zelf achteraan ook al is het niet mijn afdeling"),
    ("take_ownership", None, "Die aanmaning trek ik zelf in en ik mail u de bevestiging morgen."),
    ("offer_choice", None, "Wilt u dat ik het nu uitleg, of heeft u liever een afspraak?"),
    ("offer_choice", None, "U mag zelf kiezen: bellen, mailen of langskomen."),
    ("offer_choice", None, "zullen we eerst de huur doen of eerst die brief"),
    ("offer_choice", None, "Wat heeft uw voorkeur, vanmiddag of morgenochtend?"),
    ("inform_rights", None, "U kunt bezwaar maken, binnen zes weken na de datum op de brief."),
    ("inform_rights", None, "Misschien heeft u recht op bijzondere bijstand."),
    ("inform_rights", None, "Je mag altijd een klacht indienen, ik help je daar graag bij."),
    ("inform_rights", None, "Gratis advies kunt u krijgen bij het Juridisch Loket."),
    ("tailored_solution", None, "Ik leg uw situatie voor aan mijn teamleider, die mag afwijken."),
    ("tailored_solution", None, "Wat gebeurt er thuis als de huur niet wordt betaald?"),
    ("tailored_solution", None, "Ik vraag of de incasso stil mag zolang we dit uitzoeken."),
    ("tailored_solution", None, "Er is een uitzondering, ik kijk of die voor u geldt."),
    (
        "warm_handover",
        None,
        "Ik verbind u door met Hanna van Schulden. Ik vertel haar eerst kort uw verhaal, "
        "is dat goed?",
    ),
    (
        "warm_handover",
        None,
        "Ik mail mijn collega wat er speelt. Hij belt u morgen tussen 9 en 11. "
        "Lukt dat niet, dan belt u mij.",
    ),
    (
        "warm_handover",
        None,
        "ik loop met u mee naar mijn collega en leg haar uit waar het om gaat",
    ),
    (
        "low_threshold_support",
        None,
        "Zullen we het formulier samen invullen? Dat doen we vaker.",
    ),
    ("low_threshold_support", "Ik heb mijn bril niet bij me.", "Dan lees ik de brief even voor."),
    ("low_threshold_support", None, "Veel mensen vinden deze brieven lastig, dat ligt aan ons."),
    ("low_threshold_support", None, "Ik kan u terugbellen met een tolk erbij, helpt dat?"),
    ("closing_check", None, "Is er verder nog iets waar ik u mee kan helpen?"),
    ("closing_check", None, "Heb ik alles beantwoord wat u wilde weten?"),
    ("closing_check", None, "we hebben afgesproken dat ik vrijdag bel, heb je nog vragen"),
]


@pytest.mark.parametrize(("behaviour", "heard", "said"), HELPED)
def test_help_is_recognised(behaviour: str, heard: str | None, said: str) -> None:
    assert behaviour in reads(said, heard)


NOT_HELPED = [
    ("plain_explanation", WHAT, "De beslagvrije voet wordt conform de beschikking verrekend."),
    ("plain_explanation", WHAT, "Dat staat allemaal in de brief."),
    ("plain_explanation", "Waarom?", "Dat is best simpel hoor, gewoon even lezen."),
    ("teach_back", None, "Heeft u het begrepen?"),
    ("teach_back", None, "Is dat duidelijk zo?"),
    ("teach_back", None, "Kunt u in uw eigen woorden vertellen wat er is gebeurd?"),
    ("set_expectations", None, "U hoort van ons."),
    ("set_expectations", None, "We doen het zo spoedig mogelijk."),
    ("set_expectations", None, "Waar belt u vandaag over?"),
    ("set_expectations", None, "Uw brief is op 7 september binnengekomen."),
    ("take_ownership", None, "Er wordt contact met u opgenomen."),
    ("take_ownership", None, "Ik ga kijken of het misschien kan."),
    ("take_ownership", None, "Ik leg u uit hoe het werkt."),
    ("take_ownership", None, "Ik vraag dit omdat ik uw gegevens goed wil beschermen."),
    ("take_ownership", None, "Zal ik u morgen bellen?"),
    ("take_ownership", None, "Ik verbind u door met een collega."),
    ("offer_choice", None, "Wilt u het formulier invullen of niet?"),
    ("offer_choice", None, "Ik stuur u een mail met de uitleg."),
    ("inform_rights", None, "Bezwaar maken heeft toch geen zin."),
    ("inform_rights", None, "Er zijn wel regelingen."),
    ("tailored_solution", None, "Voor u maak ik een uitzondering, dat komt goed."),
    ("tailored_solution", None, "Daar is vast wel iets op te vinden."),
    ("warm_handover", None, "Ik verbind u door, een moment."),
    ("warm_handover", None, "U moet bij de gemeente zijn. Die bellen u wel."),
    ("low_threshold_support", "Ik heb mijn bril niet bij me.", "Kunt u niet lezen?"),
    ("low_threshold_support", None, "Vraagt u het maar aan uw dochter."),
    ("closing_check", None, "Oké, fijne dag verder."),
    ("closing_check", None, "Is er nog iets dat ik moet weten over die brief?"),
]


@pytest.mark.parametrize(("behaviour", "heard", "said"), NOT_HELPED)
def test_what_only_looks_like_help_is_not(behaviour: str, heard: str | None, said: str) -> None:
    assert behaviour not in reads(said, heard)


BOUNDARIES = [
    ("Stomme trut!", "Ik wil u graag helpen, maar uitgescholden worden wil ik niet."),
    ("Ik weet waar jij woont.", "Dat is een bedreiging. Stopt u daarmee, dan praten we verder."),
    ("(gooit de map op de grond)", "U gooit met spullen. Gaat u zitten, dan help ik u graag."),
    ("vuile leugenaar", "boos zijn mag maar dat woord niet, zonder dat help ik je graag verder"),
]


@pytest.mark.parametrize(("heard", "said"), BOUNDARIES)
def test_a_boundary_that_keeps_the_door_open(heard: str, said: str) -> None:
    assert "respectful_boundary" in reads(said, heard)


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("Stomme trut!", "Doe even normaal, zo praat u niet tegen mij."),
        ("Stomme trut!", "Wij tolereren geen agressie."),
        ("(huilt) Ik weet het niet meer.", "Zo wil ik niet met u praten, ik hang anders op."),
        ("Dit duurt al maanden!", "Kunt u uw toon een beetje matigen, dan gaan we verder?"),
    ],
)
def test_a_scolding_or_a_rule_is_no_boundary(heard: str, said: str) -> None:
    assert "respectful_boundary" not in reads(said, heard)
