"""Words that few people use, by how often they occur in Dutch.

Rare is not the same as hard, and the list of common words knows no names, no dialect and no typing
mistakes of this conversation. So this looks only at what is surely a word: in small letters, no
regular form of a common word and not put together of common words, and no official word, which
`jargon` already deals with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from simulator.observation.clarity.jargon_list import Use, uses
from simulator.observation.clarity.readability import Token, tokens
from simulator.observation.clarity.word_forms import SHORTEST, is_known
from simulator.observation.normalise import fold
from simulator.observation.reading import Passage
from simulator.observation.rules import read_patterns

_SOUND = re.compile(r"(.)\1\1")
"""What is only written that way: neeee, hmmm."""

_NAMING = frozenset({"mevrouw", "meneer", "mijnheer", "dhr", "mevr", "met", "heet"})
"""A name may follow, also where nothing is written with a capital."""

_MANY, _SHARE = 3, 0.15
"""Words, and their share of a turn, from which they are dialect or another language."""

_LETTERS = re.compile(r"[a-zà-öø-ÿ]+(?:-[a-zà-öø-ÿ]+)*")


def find_rare(text: str) -> tuple[Passage, ...]:
    """The rare words of a turn at their first place, each once."""
    words = tokens(text)
    return rare_among(words, list(uses(words)))


def rare_among(words: Sequence[Token], official: Iterable[Use]) -> tuple[Passage, ...]:
    """The same for a turn of which the words, and the official words in it, are there already."""
    dealt_with = {at for use in official for at in range(use.first, use.after)}
    rare = [
        word
        for at, word in enumerate(words)
        if _may_be_rare(word.text)
        and at not in dealt_with
        and not (at and words[at - 1].text.lower() in _NAMING)
    ]
    if len(rare) >= _MANY and len(rare) > _SHARE * len(words):
        return ()
    found: dict[str, Passage] = {}
    for word in rare:
        found.setdefault(word.text, Passage(word.text, word.start, word.end))
    return tuple(found.values())


def _may_be_rare(word: str) -> bool:
    if len(word) < SHORTEST or not _LETTERS.fullmatch(word):
        return False
    parts = [word] if "-" not in word else [part for part in word.split("-") if len(part) > 3]
    return any(not _is_familiar(part) for part in parts)


def _is_familiar(word: str) -> bool:
    return (
        is_known(word)
        or word in _informal()
        or _SOUND.search(word) is not None
        # Written without its accents or with one too many: idee, ideeen, zélf.
        or ((plain := fold(word)) != word and is_known(plain))
        or is_known(word.replace("ee", "eeë", 1))
    )


@cache
def _informal() -> frozenset[str]:
    """How people type in a hurry."""
    return frozenset(short for shorts in read_patterns("informal").values() for short in shorts)
