"""What a turn asks about: topics of the scenario, and data that prove who someone is.

Only sentences that ask count: who says "ik beloof niets over het bedrag" asks nothing about money.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from simulator.observation.normalise import fold

_IDENTITY: Mapping[str, re.Pattern[str]] = {
    "geboortedatum": re.compile(r"\bgeboorte ?datum|\bgeboren\b|\bgeboortejaar|\bjarig"),
    "postcode": re.compile(r"\bpostcode"),
    "huisnummer": re.compile(r"\bhuisnummer"),
    "adres": re.compile(r"\badres\b|\bwoont u\b|\bwoon je\b"),
    "bsn": re.compile(r"\bbsn\b|\bburgerservice|\bsofi"),
    "naam": re.compile(r"\b(?:volledige|uw|je|achter|voor)\s?naam\b|\bvoorletters|\bhoe heet"),
}


def asked_topics(asking: Sequence[str], topics: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The topics of which a word stands in a sentence that asks."""
    if not asking:
        return ()
    text = " ".join(asking)
    return tuple(topic for topic, words in topics.items() if _words(tuple(words)).search(text))


def asked_identity(asking: Sequence[str], identity: Mapping[str, str]) -> tuple[str, ...]:
    """The items that are asked for, by the scenario's name; an address asks for its parts."""
    text = " ".join(asking)
    named = [name for name, pattern in _IDENTITY.items() if pattern.search(text)]
    if "adres" in named and "adres" not in identity:
        named += [part for part in ("postcode", "huisnummer") if part in identity]
    others = [name for name in identity if name not in _IDENTITY and fold(name) in text]
    return tuple(dict.fromkeys([*named, *others]))


@lru_cache(maxsize=512)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    # A short word must be whole; a longer one may be the beginning of a compound or inflection.
    parts = [re.escape(fold(word)) + (r"\b" if len(word) <= 3 else r"\w{0,12}") for word in words]
    return re.compile(r"\b(?:" + "|".join(parts) + ")")
