"""Good words hold many of the words of bad ones: nobody who means well is accused."""

from __future__ import annotations

import pytest

from simulator.behaviours import behaviours
from simulator.observation import observe
from simulator.observation.reading import Reading, TurnContext

HEARD = "Ik heb het al zes keer verteld en niemand belt me terug over die brief."

GOOD = [
    "Ik snap dat u zelf al alles geprobeerd heeft, dat is niet niks.",
    "U heeft het formulier helemaal goed ingevuld, daar ligt het niet aan.",
    "Dat u die brief niet heeft opengemaakt begrijp ik best, er kwam zoveel op u af.",
    "Had u die brief van maart nog bij de hand? Anders zoek ik hem hier op.",
    "U moet wel boos zijn geweest toen u dat las.",
    "Het is niet aan u om dat uit te zoeken, dat hadden wij moeten doen.",
    "Ik kan dat nu niet zien, maar ik vraag het meteen na bij mijn collega en ik bel u "
    "voor vijf uur terug.",
    "De regel zegt zes weken. Ik kijk of het in uw geval sneller kan.",
    "Ik ga daar zelf niet over, mijn collega Anja wel. Ik leg het haar nu voor en vertel "
    "u vanmiddag wat ze zegt.",
    "Online kan het ook, maar we kunnen het net zo goed nu samen doen. Wat vindt u fijner?",
    "Dat is bij het UWV. Ik bel ze nu met u erbij, dan hoeft u het niet nog een keer uit "
    "te leggen.",
    "Rustig aan, u hoeft niet alles in één keer te vertellen.",
    "Neem gerust even een slok water, ik wacht wel.",
    "Kijk, hier bovenaan staat het bedrag. Dat is wat u elke maand krijgt.",
    "U hoeft zich nergens voor te schamen, dit horen we echt elke dag.",
    "Veel mensen vinden deze brief lastig, dat ligt aan ons.",
    "Het klopt dat u twee keer gebeld heeft, ik zie het hier staan. Dat we niet "
    "terugbelden is onze fout.",
    "Volgens mij begrijp ik het nog niet helemaal. Kunt u me vertellen wat er na die "
    "eerste brief gebeurde?",
    "Ik heb u verkeerd begrepen, sorry. U bedoelde dus de huurtoeslag.",
    "Tachtig euro lijkt misschien weinig, maar ik begrijp dat dat voor u het eten van "
    "deze week is.",
    "Dat kan ik niet beloven. Wat ik wel kan doen is het vandaag doorsturen met uw verhaal erbij.",
    "Als u straks thuis nog iets bedenkt, belt u me gewoon, dit is mijn eigen nummer.",
    "Ik onderbreek u heel even, want ik wil zeker weten dat ik de datum goed opschrijf.",
    "Maakt u zich geen zorgen over dat formulier, dat vullen we zo samen in.",
    "Het ging mis bij ons: de brief is naar uw oude adres gestuurd.",
    "U bent niet de eerste die hierover belt, en het is ook niet in orde.",
    "Een moment, ik lees even mee. Ja, ik zie waar het misgaat.",
    "U zegt dat u op tijd was. Dan wil ik graag samen uitzoeken hoe het kan dat hier "
    "iets anders staat.",
    "Ik zet u heel even in de wacht om het na te vragen, ik ben binnen een minuut terug.",
    "Ik weet niet wie daarover gaat. Ik zoek het uit en ik laat het u morgen weten.",
    "Dat had ik u eerder moeten zeggen, het spijt me.",
    "Als er iets niet klopt in mijn samenvatting, dan hoor ik het graag.",
    "Dus eigenlijk wilt u twee dingen: weten waar uw geld is, en één vaste persoon die u "
    "kunt bellen?",
    "Heeft u iemand die u weleens helpt met de post?",
    "Zullen we eerst kijken wat vandaag echt moet, en de rest morgen?",
    "Het is ook ingewikkeld. Ik had er zelf ook moeite mee.",
    "Waarom het zo lang duurde weet ik nog niet, dat zoek ik voor u uit.",
    "U kunt altijd nee zeggen, het verandert niets aan uw uitkering.",
    "Ik geef het door aan Kim van het wijkteam, met wat u me net vertelde. Zij belt u "
    "morgen voor twaalven. Is dat goed?",
    "Ja, dat is een vervelende fout van ons en ik ga hem nu herstellen.",
    "Wat zou u willen dat er nu als eerste gebeurt?",
    "Ik begrijp dat u ons niet meer gelooft. Ik ga proberen dat vertrouwen terug te "
    "verdienen, te beginnen met dit telefoontje.",
    "Mevrouw, ik hoor u. U heeft dit al zes keer verteld en steeds aan iemand anders.",
    "Die enveloppen, liggen die nog dicht? Daar hoeft u zich bij mij niet voor te "
    "verontschuldigen.",
    "Dat is schrikken, een deurwaarder aan de deur. Bent u daar nu veilig?",
    "Ik zie uw dossier nog niet, omdat ik eerst zeker wil weten dat ik u spreek.",
    "Wilt u me uw geboortedatum geven? Dan weet ik dat ik niet met iemand anders praat.",
    "Ik hoef uw verhaal niet te controleren, ik wil het alleen goed begrijpen.",
    "U mag van mij verwachten dat ik woensdag bel, ook als ik niets weet.",
    "ik ga het gewoon ff voor je regelen, komt er vandaag nog in te staan",
    "nou dat is toch niet te geloven, vier mensen en niemand die je terugbelt",
    "tis echt niet jouw fout, wij hadden je moeten waarschuwen",
    "wat een gedoe zeg, en dan ook nog midden in de vakantie",
    "geen haast, typ maar rustig, ik blijf online",
    "je bent niet dom hoor, die brief is gewoon slecht geschreven",
    "snap ik, ik zou er ook van balen als m'n geld ineens weg was",
    "ff checken: jij wil dus dat het voor de 25e geregeld is, ja?",
    "we kunnen bellen of hier verder chatten, wat jij fijn vindt",
    "ik kan je niet zeggen of het lukt, wel dat ik het vandaag vraag",
]


def reading(said: str) -> Reading:
    """The reading of a turn on the telephone, after an angry one."""
    return observe(said, TurnContext(citizen=HEARD, verified=True))


@pytest.mark.parametrize("said", GOOD)
def test_who_means_well_is_not_accused(said: str) -> None:
    found = reading(said).behaviours
    assert [name for name in found if not behaviours()[name].positive] == []


def test_most_good_words_are_read() -> None:
    assert sum(reading(said).unread for said in GOOD) / len(GOOD) < 0.25
