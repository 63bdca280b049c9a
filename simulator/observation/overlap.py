"""Whether a turn takes up what the citizen said: words of content in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from simulator.observation.normalise import fold

_WORD = re.compile(r"[a-z]{3,}|\d+")

_COMMON = frozenset(
    """
    aan aangezien achter alle allemaal alleen als altijd ander andere anders ben bent beter bij bijna
    binnen boven daar daarna daarom daarvoor dacht dan dat deze die dingen dit doen doet door
    dus echt een eens eerst eigenlijk elke er erg even gaan gaat geen gehad gekregen geweest gewoon
    ging goed graag had hadden heb hebben hebt heeft heel heen helemaal helpen hem hen het hetzelfde
    hier hij hoe hoor houden iemand iets ieder ik in is ja je jij jouw jullie kan kijk kijken kom komen
    komt kon kunnen kunt laat laten lang langer maak maakt maar mag meer meest meneer mensen met meteen
    mevrouw mij mijn misschien moest moet moeten mogen morgen naar nee niet niets niks nodig nog nooit
    nou nu omdat ook onder ons onze ooit over precies samen snap sorry soms steeds straks terug toch
    toen tot tussen uit uur uw van vandaag veel verder vertel vertellen vind vindt volgens voor vraag
    waar waarom wacht wanneer want waren was wat weer weet wel welke werd weten wie wij wil willen wilt
    word worden wordt zal zeg zeggen zegt zei zelf zich zie zien zij zijn zin zit zitten zo zoals zomaar
    zou zouden zul zult begrijp begrijpt snapt hoort bedoel denk denken dank goedemorgen goedemiddag
    dag hallo krijg krijgt krijgen kreeg doe deed gedaan bellen bel belt
    """.split()
)


_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "twee drie vier vijf zes zeven acht negen tien elf twaalf".split(), start=2
    )
}
_ENDINGS = ("heden", "ingen", "ing", "heid", "tjes", "jes", "tje", "den", "ten", "de", "te") + (
    "je",
    "en",
    "t",
    "d",
    "s",
    "e",
)
_DOUBLED = re.compile(r"(.)\1")
_HARDENED = {"v": "f", "z": "s"}


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """What the forms of a word have in common: "betaald", "betalen" and "betaalde" are one."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    stem = word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            break
    if word.startswith("ge") and word[-1] in "dtn" and len(stem) > 4:
        stem = stem[2:]
    stem = _DOUBLED.sub(r"\1", stem)
    return (stem[:-1] + _HARDENED.get(stem[-1], stem[-1]))[:6]


def content(text: str) -> frozenset[str]:
    """The stems of the words that carry content."""
    words = _WORD.findall(fold(text))
    return frozenset(_stem(word) for word in words if word not in _COMMON)


def shared(text: str, earlier: Iterable[str]) -> frozenset[str]:
    """The stems that a text has in common with earlier texts."""
    mine = content(text)
    return frozenset(stem for other in earlier for stem in content(other) if stem in mine)
