"""Showing text as it is: nothing that people, models or files wrote is ever markup."""

from __future__ import annotations

import re
from typing import Any

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static

# What steers a terminal, turns the reading direction or cannot be seen. Text is cleaned at the
# door, but a session file may come from anywhere.
_HARMFUL = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
QUIET = "$foreground 65%"
"""The style of what stands beside the words that matter. (`$text-muted` is white within a text.)"""

QUIET_ITALIC = f"italic {QUIET}"

INSTEAD = "\ufffd"
"""Stands for a character that is not shown; one for one, so that styles keep their places."""


def literal(text: str | Content) -> Content:
    """The text as it is, with a visible sign where a character would do something."""
    content = text if isinstance(text, Content) else Content(text, strip_control_codes=False)
    if not _HARMFUL.search(content.plain):
        return content
    return Content(_HARMFUL.sub(INSTEAD, content.plain), list(content.spans))


class Plain(Static):
    """Text, shown literally."""

    def __init__(self, content: str | Content = "", **options: Any) -> None:
        super().__init__(literal(content), markup=False, **options)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Shows another text, as literally."""
        shown = literal(content) if isinstance(content, str | Content) else content
        super().update(shown, layout=layout)


class HelpLine(Plain):
    """The one line at the bottom that says which keys do what."""

    DEFAULT_CSS = """
    HelpLine {
        dock: bottom; height: 1; padding: 0 2;
        color: $text-muted; background: $panel;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """


class Notice(Plain):
    """A sentence in a place of its own, where it covers nothing; it stays until it is cleared."""

    DEFAULT_CSS = """
    Notice { height: auto; max-height: 5; padding: 0 2; color: $warning; display: none; }
    """

    def tell(self, sentence: str) -> None:
        """Says this."""
        self.update(sentence)
        self.display = True

    def clear(self) -> None:
        """Says nothing any more."""
        self.update("")
        self.display = False


def keys(*pairs: tuple[str, str]) -> Content:
    """`↵ openen  / zoeken`: keys stand out, what they do is quiet."""
    parts: list[str | tuple[str, str]] = []
    for key, does in pairs:
        if parts:
            parts.append("  ")
        parts += [(key, "bold $foreground"), f" {does}"]
    return Content.assemble(*parts)


def bar(values: list[float], width: int = 0) -> str:
    """A row of blocks, one per value of 0 to 100; the last `width` of them when that is given."""
    shown = values[-width:] if width else values
    return "".join("▁▂▃▄▅▆▇█"[min(7, max(0, int(value / 12.5)))] for value in shown)
