"""A turn made easy to match: lower case, without accents, informal spelling written out.

Quoted words of others are blanked. Every place in the result knows its place in the turn.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from simulator.observation.rules import read_patterns

_QUOTED = re.compile(
    r"[\"“„«](?P<said>[^\"”“»\n]{3,200})[\"”»]|(?:(?<=\s)|^)'(?P<said2>[^'\n]{8,200})'(?=[\s.,!?]|$)"
)

_LONGEST_WORD = 40
"""Letters of a word that are looked at."""

_LONGEST_GAP = 202
"""A quotation that was blanked is a gap of at most this many spaces, and rules look for it."""

_RUN = rf"\w{{{_LONGEST_WORD + 1},}}|\s{{{_LONGEST_GAP + 1},}}|([^\w\s])\1{{3,}}"
"""What goes on and on; patterns would try every beginning and every end of it."""

MOST_HEARD = 4000
"""Characters of a citizen's turn that are looked at: the last ones."""


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in "’‘`´":
        return "'"
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character


def fold(text: str) -> str:
    """The text in lower case and without accents; of the same length."""
    return "".join(map(_folded, text))


def heard(text: str) -> str:
    """What the citizen said as patterns see it: folded, what goes on and on cut short."""
    return re.sub(_RUN, lambda run: _shortened(run[0]), fold(text[-MOST_HEARD:]))


def _shortened(run: str) -> str:
    if run.isspace():
        return "\n" if "\n" in run else " "
    return run[:_LONGEST_WORD] if run[0].isalnum() or run[0] == "_" else run[:3]


def blank_quotations(folded: str) -> str:
    """The text in which what stands between quotation marks is spaces: others said that."""
    return _QUOTED.sub(_blank, folded)


def _blank(match: re.Match[str]) -> str:
    # A word that is explained ('beschikking' betekent …) is the speaker's own.
    said = match["said"] or match["said2"]
    return match[0] if said.count(" ") < 2 else " " * len(match[0])


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn as patterns see it."""

    text: str
    places: tuple[int, ...]
    """For every character of `text`, and for its end, the place in the turn."""


def spoken(text: str) -> Spoken:
    """The turn folded, informal spelling written out, quotations blanked, long runs cut short."""
    folded = blank_quotations(fold(text))
    words, either = _informal()
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in either.finditer(folded):
        parts.append(folded[at : match.start()])
        places.extend(range(at, match.start()))
        full = words.get(match[0]) or _shortened(match[0])
        parts.append(full)
        # All of the written-out word stands where the short one began, its end at the end.
        places.extend([match.start()] * len(full))
        at = match.end()
    parts.append(folded[at:])
    places.extend(range(at, len(folded) + 1))
    return Spoken("".join(parts), tuple(places))


@cache
def _informal() -> tuple[dict[str, str], re.Pattern[str]]:
    words: dict[str, str] = {
        short: full for full, shorts in read_patterns("informal").items() for short in shorts
    }
    either = "|".join(re.escape(short) for short in sorted(words, key=len, reverse=True))
    return words, re.compile(rf"(?<![\w'])(?:{either})(?![\w'])|{_RUN}")
