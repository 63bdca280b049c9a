"""Finding what somebody says was said: the literal words of a turn, or nothing."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

CLOSE = 0.92
"""Similarity (Ratcliff and Obershelp 1988) from which a quote is a slip of the pen."""

LEAST_WORDS = 2
"""A single word stands in any turn and shows nothing, unless it is the whole turn."""

MOST = 400
"""Characters of a quote that are looked up."""

ALIKE = 0.5
"""Share of its words that a stretch must hold before it is compared letter by letter."""

_TURNS = frozenset({"niet", "geen", "nooit", "niets", "niks", "wel"})

_WORD = re.compile(r"[^\W_]+")


def find_quote(quote: str, turn: str) -> str | None:
    """The words of the turn that a quote stands for, literally; None when they are not there.

    Case, spaces, accents and punctuation may differ, and a letter here and there.
    """
    quote = unicodedata.normalize("NFC", quote[:MOST])
    wanted = [_plain(match[0]) for match in _WORD.finditer(quote)]
    said = list(_WORD.finditer(turn))
    heard = [_plain(match[0]) for match in said]
    if not wanted or (len(wanted) < LEAST_WORDS and wanted != heard):
        return None
    size = len(wanted)
    for at in range(len(heard) - size + 1):
        if heard[at : at + size] == wanted:
            return turn[said[at].start() : said[at + size - 1].end()]
    return _nearly(" ".join(wanted), turn, said, heard, size)


def _nearly(
    wanted: str, turn: str, said: list[re.Match[str]], heard: list[str], size: int
) -> str | None:
    best, place = CLOSE, None
    words = wanted.split()
    denied = [word for word in words if word in _TURNS]
    for length in {max(1, size - 1), size, size + 1}:
        for at in range(len(heard) - length + 1):
            stretch = heard[at : at + length]
            if len(set(stretch) & set(words)) < ALIKE * len(set(words)):
                continue
            # A letter is a slip; "niet" for "wel" is another sentence.
            if [word for word in stretch if word in _TURNS] != denied:
                continue
            matcher = SequenceMatcher(None, wanted, " ".join(stretch), False)
            if matcher.quick_ratio() >= best and matcher.ratio() >= best:
                best, place = matcher.ratio(), (at, at + length - 1)
    if place is None:
        return None
    return turn[said[place[0]].start() : said[place[1]].end()]


def _plain(word: str) -> str:
    marks = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in marks if not unicodedata.combining(letter))
