"""Sentences of a turn, and which of them ask something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from simulator.observation.rules import macro

_END = re.compile(r"(?<=[.!?…\n])\s+|\n+")
_WORD = re.compile(r"[\w'’-]+")


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
    """Whether a sentence asks; speech that was typed out has no question marks to go by."""
    if "?" in text:
        return True
    return any(pattern.search(text) for pattern in _asking())


@cache
def _asking() -> tuple[re.Pattern[str], ...]:
    return tuple(macro(name) for name in ("l_vraag", "l_vraagt_door", "l_omgekeerd"))
