"""Which facts a text betrays, by the words that their author named."""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.scenarios.model import Scenario


def betrayed_facts(text: str, scenario: Scenario) -> set[str]:
    """The ids of the facts of which a tell-tale word stands in the text, as a whole word."""
    return {
        fact.id
        for fact in scenario.facts
        if fact.words and _any_of(tuple(fact.words)).search(text) is not None
    }


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
