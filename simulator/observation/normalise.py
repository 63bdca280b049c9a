"""A turn made easy to match: lower case, without accents, quoted words of others blanked out.

Every step keeps the length, so a place in the folded text is a place in the turn.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTED = re.compile(
    r"[\"“„«](?P<said>[^\"”“»\n]{3,200})[\"”»]|(?:(?<=\s)|^)'(?P<said2>[^'\n]{8,200})'(?=[\s.,!?]|$)"
)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in "’‘`´":
        return "'"
    plain = unicodedata.normalize("NFD", character)[0].lower()
    return plain if len(plain) == 1 else character


def fold(text: str) -> str:
    """The text in lower case and without accents; of the same length."""
    return "".join(map(_folded, text))


def blank_quotations(folded: str) -> str:
    """The text in which what stands between quotation marks is spaces: others said that."""
    return _QUOTED.sub(_blank, folded)


def _blank(match: re.Match[str]) -> str:
    # A word that is explained ('beschikking' betekent …) is the speaker's own.
    said = match["said"] or match["said2"]
    return match[0] if said.count(" ") < 2 else " " * len(match[0])
