"""How hard a turn is to follow."""

from __future__ import annotations

from simulator.observation.jargon import find_jargon
from simulator.observation.readability import flesch_douma, sentence_lengths, syllables, tokens
from simulator.observation.reading import Clarity, Jargon

LEAST_WORDS = 12
"""Under this number the reading ease says more about chance than about the speaker."""


def measure(text: str) -> Clarity:
    """Sentence length, reading ease and unexplained official words of one turn."""
    sentences = sentence_lengths(text)
    count = sum(sentences)
    if not count:
        return Clarity()
    ease = None
    if count >= LEAST_WORDS:
        spoken = sum(syllables(word.text) for word in tokens(text))
        ease = round(flesch_douma(count, len(sentences), spoken), 1)
    return Clarity(
        words=count,
        words_per_sentence=round(count / len(sentences), 1),
        longest_sentence=max(sentences),
        flesch_douma=ease,
        jargon=tuple(Jargon(use.word, use.plain) for use in find_jargon(text)),
    )
