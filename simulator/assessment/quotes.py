"""Quotes that are short enough to read and still literally what was said."""

from __future__ import annotations

MOST = 160
"""Characters."""


def shortened(text: str) -> str:
    """The beginning of a text, cut after a whole sentence or else after a whole word."""
    if len(text) <= MOST:
        return text
    start = text[:MOST]
    end = max(start.rfind(mark) for mark in (". ", "? ", "! ", ".\n", "?\n", "!\n"))
    return start[: end + 1] if end > 0 else start.rsplit(" ", 1)[0]
