"""How hard a turn is to follow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from simulator.observation.clarity.clauses import clause_starts
from simulator.observation.clarity.jargon import jargon_among
from simulator.observation.clarity.jargon_list import uses
from simulator.observation.clarity.passives import passives_among
from simulator.observation.clarity.rare import rare_among
from simulator.observation.clarity.readability import (
    Token,
    flesch_douma,
    sentence_ends,
    syllables,
    tokens,
)
from simulator.observation.reading import Clarity, Jargon

LEAST_WORDS = 12
"""Under this number the reading ease says more about chance than about the speaker."""

MOST_KEPT = 8
"""Passives and rare words of one turn that are kept; more change nothing for the listener."""

MOST_WORDS = 1000
"""Words of a turn in which passives and rare words are looked for."""


def measure(text: str) -> Clarity:
    """Sentence length, reading ease, unexplained official words, passives and rare words."""
    words = tokens(text)
    if not words:
        return Clarity()
    ends = sentence_ends(text)
    starts = clause_starts(text, words)
    # A sentence that no mark ends is over just before the next one begins.
    ends = [words[at].start - 1 for at in starts] if starts else ends
    lengths = _lengths(words, ends)
    ease = None
    if len(words) >= LEAST_WORDS:
        spoken = sum(syllables(word.text) for word in words)
        ease = round(flesch_douma(len(words), len(lengths), spoken), 1)
    looked_at = words[:MOST_WORDS]
    official = list(uses(words))
    return Clarity(
        words=len(words),
        words_per_sentence=round(len(words) / len(lengths), 1),
        longest_sentence=max(lengths),
        flesch_douma=ease,
        jargon=tuple(Jargon(use.word, use.plain) for use in jargon_among(text, words, official)),
        passives=passives_among(text, looked_at, ends)[:MOST_KEPT],
        rare_words=rare_among(looked_at, official)[:MOST_KEPT],
    )


def _lengths(words: Sequence[Token], ends: Sequence[int]) -> list[int]:
    """How many words each sentence has."""
    numbers = (bisect_left(ends, word.end) for word in words)
    return [sum(1 for _ in sentence) for _, sentence in groupby(numbers)]
