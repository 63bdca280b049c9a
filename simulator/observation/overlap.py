"""Whether a turn takes up what the citizen said: words of content in common."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from simulator.observation.normalise import fold
from simulator.observation.rules import read_patterns

_WORD = re.compile(r"[a-z]{3,}|\d+")


@cache
def _common() -> frozenset[str]:
    return frozenset(read_patterns("common_words")["words"].split())


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
_SEPARABLE = re.compile(r"^(aan|af|door|in|mee|na|om|op|over|terug|toe|uit|voor|weg)ge(?=\w{4})")
_DOUBLED = re.compile(r"(.)\1")
_HARDENED = {"v": "f", "z": "s"}


def is_common(word: str) -> bool:
    """Whether a word, folded, is too common to carry content."""
    return word in _common()


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What the forms of a word have in common: "betaald", "betalen" and "betaalde" are one."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    stem = word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            break
    stem = _SEPARABLE.sub(r"\1", stem)
    if word.startswith("ge") and word[-1] in "dtn" and len(stem) > 4:
        stem = stem[2:]
    stem = _DOUBLED.sub(r"\1", stem)
    return (stem[:-1] + _HARDENED.get(stem[-1], stem[-1]))[:6]


def content(text: str) -> frozenset[str]:
    """The stems of the words that carry content."""
    common, words = _common(), _WORD.findall(fold(text))
    return frozenset(stem(word) for word in words if word not in common)
