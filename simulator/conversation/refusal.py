"""What a conversation refuses."""

from __future__ import annotations


class CannotSay(ValueError):
    """The turn or action is refused; the message says why in Dutch, and nothing was changed."""
