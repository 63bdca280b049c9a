"""Minimal pairs of what works against the citizen: nearly the same words, the other way round."""

from __future__ import annotations

import pytest

from simulator.observation import observe
from simulator.observation.reading import TurnContext


def harm(said: str, *, citizen: str | None = None, verified: bool = True) -> set[str]:
    """The behaviours read in a turn."""
    context = TurnContext(channel="call", verified=verified, citizen=citizen, crossed=None)
    return {str(name) for name in observe(said, context).behaviours}


BLAMING = [
    "Dat had u bij de verhuizing meteen moeten melden.",
    "ja dan had je die envelop maar open moeten maken he",
    "Waarom komt u daar nu pas mee?",
    "Als u gewoon op tijd had betaald, dan was er niets aan de hand geweest.",
    "Dat is toch echt uw eigen verantwoordelijkheid, mevrouw.",
    "u wist best dat die baan erbij moest staan",
    "Wel heel toevallig dat juist die brief kwijt is.",
    "We willen alleen zeker weten dat er niet gefraudeerd wordt door u.",
]
NO_BLAME = [
    "Het formulier is op 4 mei bij ons binnengekomen.",
    "Geeft u zo'n verandering de volgende keer binnen vier weken door, dan loopt het goed.",
    "Dat is niet uw schuld, dat hebben wij verkeerd gedaan.",
    "Had u nog vragen over de brief?",
    "Wij hadden u eerder moeten bellen.",
    "Waarom lukte het niet om te reageren, wat speelde er toen?",
    "Mijn collega zei: 'dan had u maar eerder moeten bellen'. Dat was niet netjes.",
]
MINIMISING = [
    "Nou, zo erg is dat toch allemaal niet.",
    "Het is maar een herinnering, geen deurwaarder.",
    "Er zijn mensen die al vijf jaar op een huis wachten.",
    "daar zou ik me niet zo druk om maken joh",
    "Tachtig euro stelt toch niks voor?",
    "Iedereen heeft weleens een brief over het hoofd gezien.",
]
NOT_SMALLER = [
    "Het lijkt een klein bedrag, maar ik snap dat het voor u veel is.",
    "Dit komt vaker voor, en het is niet goed.",
    "Gelukkig bent u nog op tijd voor bezwaar.",
]
RULES = [
    "Zo is het beleid, daar kan ik niets aan veranderen.",
    "te laat is te laat mevrouw",
    "Het systeem laat dat simpelweg niet toe.",
    "Wij voeren hier alleen de wet uit.",
    "Daar gaan wij niet over, dat heeft de raad bepaald en daarmee houdt het op.",
]
RULE_AND_WAY_OUT = [
    "De wet laat me weinig ruimte. Wat wel kan, is een regeling: die vraag ik nu met u aan.",
    "Ik ga er niet over, mijn collega wel. Ik leg het haar vandaag voor.",
    "Ik mag dat niet zien, om uw privacy te beschermen.",
    "Vandaag om drie uur belt het wijkteam, daar sta ik voor.",
]
PROMISE = [
    "Dat komt helemaal in orde, let maar op.",
    "U krijgt dat bedrag sowieso terug.",
    "ik garandeer u dat het maandag geregeld is",
    "Eind van de week staat het geld gewoon op uw rekening.",
    "Dat bezwaar gaat u winnen, geen twijfel.",
]
NO_PROMISE = [
    "Meestal is het binnen een week geregeld, maar garanderen kan ik het niet.",
    "Ik doe mijn best en bel u donderdag, ook als ik nog niets weet.",
    "Wat gebeurt er bij u thuis als dit niet snel wordt opgelost?",
    "U krijgt binnen zes weken een besluit op papier.",
    "Ik beloof u dat ik u morgen terugbel.",
]
DISCLOSED = [
    "Ik zie hier dat u een achterstand van 640 euro heeft.",
    "U woont nog op de Wilgenlaan 9, toch?",
    "Uw zoon heeft bij ons een uitkering lopen sinds maart.",
    "ja die aanvraag van haar is vorige week afgewezen",
    "U staat hier ingeschreven op [adres] met twee kinderen.",
    "Uw rekeningnummer eindigt op [IBAN].",
]
NOT_DISCLOSED = [
    "In het algemeen krijgt iemand in zo'n situatie 900 euro.",
    "Wat is uw adres?",
    "Dat mag ik pas zien na een korte controle.",
    "U bent gewoon in de steek gelaten.",
]
SENT_AWAY = [
    "Daarvoor moet u toch echt bij de belastingdienst zijn.",
    "Kijkt u maar even op de website, daar staat alles.",
    "bel morgen nog maar een keer dan is mijn collega er weer",
    "U zit bij het verkeerde loket.",
    "Dat kan alleen nog online.",
]
NOT_SENT_AWAY = [
    "Daarvoor moet u bij de gemeente zijn. Zal ik meteen een afspraak voor u maken?",
    "Online gaat het snelst. Wilt u dat proberen of doen we het liever samen?",
    "Ik weet niet wie dit doet, ik zoek het voor u uit.",
]
ARGUING = [
    "Nee hoor, dat is gewoon niet waar.",
    "U heeft dat vast verkeerd onthouden.",
    "Volgens ons systeem bent u wel degelijk gebeld.",
    "jawel die brief is gewoon verstuurd",
    "Daar ben ik het absoluut niet mee eens.",
]
LOOKING_TOGETHER = [
    "In mijn scherm staat iets anders. Laten we samen kijken hoe dat kan.",
    "Mag ik daar iets over uitleggen?",
    "Dat heb ik net verkeerd gezegd.",
    "Dat is niet gek na wat u met ons heeft meegemaakt.",
]
CUT_OFF = [
    "Ja ja, maar ik moet nu eerst uw geboortedatum hebben.",
    "Goed. Volgende punt: uw inkomen.",
    "Wacht even, laat mij nu eens uitpraten.",
]
LET_SPEAK = [
    "Sorry, gaat u verder.",
    "Neemt u rustig de tijd.",
    "Mag ik u even onderbreken? Ik wil het goed opschrijven.",
]
COLD = [
    "Ik verbind u door.",
    "Er wordt binnenkort contact met u opgenomen.",
    "ik zet u even over naar de andere afdeling hoor",
    "Ik geef het door aan het team. Fijne dag.",
]
WARM = [
    "Ik verbind u door met Karin en ik leg haar eerst uit wat er speelt.",
    "Blijft u aan de lijn, ik vraag het even na en kom zo bij u terug.",
]
ROBOTIC = [
    "Ik begrijp dat dit vervelend voor u is.",
    "Excuses voor het ongemak.",
    "Wij begrijpen uw frustratie.",
    "Wat vervelend om te horen. Wat is uw klantnummer?",
]
GENUINE = [
    "Drie keer dezelfde papieren sturen, ik snap dat u daar doodmoe van bent.",
    "Wat vervelend, die brief vlak voor het weekend.",
]
CONDESCENDING = [
    "Kalmeert u eerst maar eens.",
    "zo moeilijk is dat toch niet meneertje",
    "Luister nou eens goed naar mij.",
    "Wat knap van u, helemaal zelf gedaan!",
    "U moet niet zo emotioneel doen.",
]
RESPECTFUL = [
    "Neemt u rustig de tijd, ik wacht.",
    "Het is ook een lastige brief.",
    "Zullen we het stap voor stap doen?",
]

HARMFUL = [
    *(("blaming", said) for said in BLAMING),
    *(("minimising", said) for said in MINIMISING),
    *(("hide_behind_rules", said) for said in RULES),
    *(("false_promise", said) for said in PROMISE),
    *(("pillar_to_post", said) for said in SENT_AWAY),
    *(("arguing", said) for said in ARGUING),
    *(("cold_transfer", said) for said in COLD),
    *(("robotic_empathy", said) for said in ROBOTIC),
    *(("condescending", said) for said in CONDESCENDING),
]
HARMLESS = [
    *(("blaming", said) for said in NO_BLAME),
    *(("minimising", said) for said in NOT_SMALLER),
    *(("hide_behind_rules", said) for said in RULE_AND_WAY_OUT),
    *(("false_promise", said) for said in NO_PROMISE),
    *(("pillar_to_post", said) for said in NOT_SENT_AWAY),
    *(("arguing", said) for said in LOOKING_TOGETHER),
    *(("cold_transfer", said) for said in WARM),
    *(("robotic_empathy", said) for said in GENUINE),
    *(("condescending", said) for said in RESPECTFUL),
]


@pytest.mark.parametrize(("behaviour", "said"), HARMFUL)
def test_harm_is_recognised(behaviour: str, said: str) -> None:
    assert behaviour in harm(said)


@pytest.mark.parametrize(("behaviour", "said"), HARMLESS)
def test_its_harmless_twin_is_left_alone(behaviour: str, said: str) -> None:
    assert behaviour not in harm(said)


@pytest.mark.parametrize("said", DISCLOSED)
def test_what_a_file_holds_is_disclosed_before_a_check_and_not_after(said: str) -> None:
    assert "disclose_unverified" in harm(said, verified=False)
    assert "disclose_unverified" not in harm(said, verified=True)


@pytest.mark.parametrize("said", NOT_DISCLOSED)
def test_what_anybody_may_know_discloses_nothing(said: str) -> None:
    assert "disclose_unverified" not in harm(said, verified=False)


@pytest.mark.parametrize("said", CUT_OFF)
def test_taking_the_turn_in_the_middle_of_a_sentence_talks_over(said: str) -> None:
    assert "talking_over" in harm(said, citizen="Ik had toen net mijn moeder verloren en…")


@pytest.mark.parametrize("said", LET_SPEAK)
def test_giving_the_turn_back_talks_over_nobody(said: str) -> None:
    assert "talking_over" not in harm(said, citizen="Ik had toen net mijn moeder verloren en…")


def test_a_finished_sentence_is_not_talked_over() -> None:
    assert "talking_over" not in harm(
        "Goed. Volgende punt: uw inkomen.", citizen="Dat was alles wat ik wilde zeggen."
    )


def test_a_promise_to_call_discloses_nothing_and_is_no_rule() -> None:
    assert not harm("Vandaag om drie uur belt het wijkteam, daar sta ik voor.") & {
        "hide_behind_rules",
        "false_promise",
        "pillar_to_post",
        "cold_transfer",
    }
