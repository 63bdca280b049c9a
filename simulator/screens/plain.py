"""Showing text as it is: nothing that people, models or files wrote is ever markup."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.widgets import Static


class Plain(Static):
    """Text, shown literally."""

    def __init__(self, content: str | Content = "", **options: Any) -> None:
        super().__init__(content, markup=False, **options)


class HelpLine(Plain):
    """The one line at the bottom that says which keys do what."""

    DEFAULT_CSS = """
    HelpLine {
        dock: bottom; height: 1; padding: 0 2;
        color: $text-muted; background: $panel;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """


def keys(*pairs: tuple[str, str]) -> Content:
    """`↵ openen   / zoeken`: keys stand out, what they do is quiet."""
    parts: list[str | tuple[str, str]] = []
    for key, does in pairs:
        if parts:
            parts.append("   ")
        parts += [(key, "bold $foreground"), f" {does}"]
    return Content.assemble(*parts)


def bar(values: list[float], width: int = 0) -> str:
    """A row of blocks, one per value of 0 to 100; the last `width` of them when that is given."""
    shown = values[-width:] if width else values
    return "".join("▁▂▃▄▅▆▇█"[min(7, max(0, int(value / 12.5)))] for value in shown)
