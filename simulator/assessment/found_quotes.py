"""Finding what somebody says was said: the literal words of a turn, or nothing."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

CLOSE = 0.92
"""Similarity (Ratcliff and Obershelp 1988) from which a quote is a slip of the pen."""

LEAST_WORDS = 2
"""A single word stands in any turn and shows nothing, unless it is the whole turn."""

_WORD = re.compile(r"[^\W_]+")


def find_quote(quote: str, turn: str) -> str | None:
    """The words of the turn that a quote stands for, literally; None when they are not there.

    Case, spaces, accents and punctuation may differ, and a letter here and there.
    """
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
    for length in {max(1, size - 1), size, size + 1}:
        for at in range(len(heard) - length + 1):
            matcher = SequenceMatcher(None, wanted, " ".join(heard[at : at + length]), False)
            if matcher.real_quick_ratio() >= best and matcher.ratio() >= best:
                best, place = matcher.ratio(), (at, at + length - 1)
    if place is None:
        return None
    return turn[said[place[0]].start() : said[place[1]].end()]


def _plain(word: str) -> str:
    marks = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in marks if not unicodedata.combining(letter))
