"""Sentences of a turn, and which of them ask something."""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = re.compile(r"(?<=[.!?…\n])\s+|\n+")
_WORD = re.compile(r"[\w'’-]+")
_ASKING = re.compile(
    r"\?"
    r"|^\W*(?:en |maar |dus |oke |ok |nou |goed |ja |ik wil weten |vertel (?:eens|maar) )*"
    r"(?:wat|wie|waar\w*|wanneer|welke?|hoe\w*|waarom)\b(?! (?:ook|dan ook|een|vervelend|fijn|jammer|naar|erg))"
    r"|\b(?:kunt|kun|kan|wilt|wil|zou|zult|bent|ben|heeft|heb|hebt|mag|zal|zullen|weet|vindt|vind|"
    r"belt|klopt|gaat|komt|krijgt|woont|werkt|begrijpt|snapt) (?:u|je|jij|ik|we|dat|het)\b"
    r"|\b(?:vertelt? u|vertel|noemt? u|zegt u|beschrijft? u)\b"
)
# Without punctuation a question can begin anywhere.
_ASKING_INSIDE = re.compile(
    r"\b(?:wat|waar\w*|hoe|wanneer|welke?|wie) (?:is|was|gebeurt|gebeurde|heeft|heb|wilt|wil|zou|gaat|ga|doet|kan|kunt|bent|voelt|betekent|denkt|loopt|had|hebben|bedoelt|vindt|speelt|moet|staat|stond) "
)
_STATING = re.compile(r"^\W*(?:ik (?:wil|zal|ga|kan|heb|ben)|u (?:kunt|kan|heeft|bent|mag))\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the turn."""

    start: int
    end: int
    text: str
    """The folded words, quotations blanked."""
    asks: bool

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))


def sentences(folded: str) -> list[Sentence]:
    """The sentences of a folded turn, in order."""
    found: list[Sentence] = []
    at = 0
    for end in [*(match.start() for match in _END.finditer(folded)), len(folded)]:
        text = folded[at:end]
        if text.strip():
            found.append(Sentence(at, end, text, _asks(text)))
        at = end
    return found


def _asks(text: str) -> bool:
    if "?" in text:
        return True
    if _ASKING_INSIDE.search(text):
        return True
    return bool(_ASKING.search(text)) and not _STATING.match(text)
