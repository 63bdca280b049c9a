"""Writing answers: JSON, one value a line or indented, and small tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def show(text: str = "") -> None:
    """A line on standard output."""
    print(text)


def show_json(value: Any) -> None:
    """A value as JSON, indented for people."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def show_json_line(value: Any) -> None:
    """A value as one line of JSON, sent at once, so that a pipe can go on with it."""
    print(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")), flush=True)


def show_table(rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns; the last column is as wide as its text."""
    if not rows:
        return
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[-1]]).rstrip())
