"""What a model thinks aloud between `<think>` tags is nobody's line.

Some servers put the opening tag in the prompt; then a reply of which the thinking only closes is
not known for one before it does, and the guard sees it first.
"""

from __future__ import annotations

_OPEN, _CLOSE = "<think>", "</think>"


class WithoutThinking:
    """Takes thinking out of a text that comes in pieces."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def feed(self, piece: str) -> str:
        """What of the text so far can be passed on now."""
        self._held += piece
        passed = ""
        while True:
            tag = _CLOSE if self._thinking else _OPEN
            before, found, after = self._held.partition(tag)
            if found:
                passed += "" if self._thinking else before
                self._held, self._thinking = after, not self._thinking
                continue
            kept = _beginning_of(tag, self._held)
            if not self._thinking:
                passed += self._held[: len(self._held) - kept]
            self._held = self._held[len(self._held) - kept :]
            return passed

    def rest(self) -> str:
        """What was held back and turned out to be text."""
        held, self._held = self._held, ""
        return "" if self._thinking else held


def _beginning_of(tag: str, text: str) -> int:
    """How many of the last letters of `text` may be the beginning of `tag`."""
    return next(
        (n for n in range(min(len(tag) - 1, len(text)), 0, -1) if text.endswith(tag[:n])), 0
    )
