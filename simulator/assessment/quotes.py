"""Quotes that are short enough to read and still literally what was said."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.observation.signals import sentences

MOST = 160
"""Characters."""


def shortened(text: str) -> str:
    """The beginning of a text, cut after a whole sentence or else after a whole word."""
    if len(text) <= MOST:
        return text
    start = text[:MOST]
    end = max(start.rfind(mark) for mark in (". ", "? ", "! ", ".\n", "?\n", "!\n"))
    return start[: end + 1] if end > 0 else start.rsplit(" ", 1)[0]


def telling(text: str, words: Iterable[str] = ()) -> str:
    """The sentence of a turn that says most: the one with one of the words, else the longest."""
    said = sentences(text)
    wanted = [word.casefold() for word in words]
    for sentence in said:
        if any(word in sentence.casefold() for word in wanted):
            return shortened(sentence)
    return shortened(max(said, key=len))
