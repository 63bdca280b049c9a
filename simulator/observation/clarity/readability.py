"""Words, sentences and syllables of Dutch, and the reading ease that follows from them.

Syllables are counted by their vowels, with the Dutch digraphs, and a number as it is spoken. That
needs no dictionary and is nearer to a count by hand than hyphenation patterns are: those never
split off a single letter (`idee` is one part to them).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

_WORD = re.compile(
    r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"  # d.w.z.
    r"|[^\W\d_]+(?:[-'’][^\W_]+)*|\d+(?:[.,]\d+)*(?:-?[^\W\d_]+)?"
)
_SENTENCE_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s|$)|(?<=[a-z])[.!?](?=[A-Z][a-z])|\n"
)
# A single letter before a point is an initial or a part of "o.a."; only "u" is a word.
_ABBREVIATION = re.compile(
    r"(?<![^\W_])(?:[a-tv-z]|art|bijv|blz|ca|dhr|dr|drs|evt|fam|geb|incl|excl|ing|mevr|mr|mw|nr"
    r"|ong|prof|resp|tel|zgn)$",
    re.IGNORECASE,
)


class Token(NamedTuple):
    """One word and its place in the text."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text; a number is a word, and so is `ex-partner`."""
    return [Token(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def sentence_ends(text: str) -> list[int]:
    """The offsets at which a sentence ends; an abbreviation or a decimal point ends none."""
    return [
        match.start()
        for match in _SENTENCE_END.finditer(text)
        if match[0] != "."
        or not _ABBREVIATION.search(text, max(0, match.start() - 8), match.start())
    ]


def sentence_lengths(text: str) -> list[int]:
    """How many words each sentence has; one without words is none."""
    ends = sentence_ends(text)
    numbers = (bisect_left(ends, token.end) for token in tokens(text))
    return [sum(1 for _ in words) for _, words in groupby(numbers)]


def flesch_douma(words: int, sentences: int, syllables: int) -> float:
    """Reading ease of a Dutch text, about 0 (very hard) to 100 (very easy).

    Douma (1960), after Flesch: 206.835 − 77 · syllables/words − 0.93 · words/sentences.
    """
    return 206.835 - 77 * syllables / words - 0.93 * words / sentences


# A nucleus is one sounded vowel. The longest come first; a diaeresis always starts a new one.
_NUCLEUS = re.compile(
    r"[ao]{2}i|oei|eau|[ei]eu(?=w)|aa|ee|oo|uu|áá|éé|óó|úú|ëe|ëi|ie|oe|eu(?!m)|ui|ij|ei|ou|au|ai|oi|ea(?=ms?$)"
    r"|(?<!q)[aeiouáàâéèêíìîóòôúùûäëïöü]|(?<![aeou])y(?![aeou])"
)
_ENGLISH = {"online": 2, "offline": 2, "website": 2, "websites": 2, "update": 2, "uwv": 3}
_UNITS = (1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 1, 1, 2, 2, 2, 2, 3, 2, 3)
_TENS = (0, 0, 2, 2, 2, 2, 2, 3, 2, 3)


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """How many syllables a word has when it is spoken; at least one."""
    lower = word.lower()
    if lower[0].isdecimal():
        return _syllables_of_number(lower)
    if lower in _ENGLISH:
        return _ENGLISH[lower]
    nuclei = sum(1 for _ in _NUCLEUS.finditer(lower))
    # Without vowels it is spelled out (bsn is bee-es-en), unless it is short for more (z'n).
    return nuclei or (len(lower) if lower.isalpha() else 1)


def _syllables_of_number(written: str) -> int:
    figures = re.findall(r"\d+", re.sub(r"\.(?=\d{3}(?!\d))", "", written))
    letters = re.findall(r"[^\W\d_]+", written)
    return sum(map(_spoken, figures)) + sum(map(syllables, letters)) + len(figures) - 1


def _spoken(figures: str) -> int:
    number = int(figures) if len(figures) <= 6 else -1
    if number < 0 or (len(figures) > 1 and figures[0] == "0"):
        return sum(_UNITS[int(figure)] for figure in figures)
    thousands, rest = divmod(number, 1000)
    hundreds, below = divmod(rest, 100)
    count = 0
    if thousands:
        count += 2 + (_spoken(str(thousands)) if thousands > 1 else 0)
    if hundreds:
        count += 2 + (_UNITS[hundreds] if hundreds > 1 else 0)
    if below >= 20:
        tens, units = divmod(below, 10)
        count += _TENS[tens] + (1 + _UNITS[units] if units else 0)
    elif below or not count:
        count += _UNITS[below]
    return count
