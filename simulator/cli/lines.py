"""Reading lines that others wrote; one without an end must not fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from simulator.language import _

MAX_LINE = 10_000_000
"""Characters; no text that is accepted anywhere comes near."""


class EndlessLine(ValueError):
    """A line goes on and on; the message says in Dutch that reading stops there."""


def next_line(stream: TextIO) -> str:
    """The next line with its end, or nothing when the input has ended.

    Raises:
        EndlessLine: it is longer than `MAX_LINE`.
    """
    line = stream.readline(MAX_LINE)
    if len(line) == MAX_LINE and not line.endswith("\n"):
        raise EndlessLine(_("Deze regel is te lang om te lezen. Ik stop hier met lezen."))
    return line


def lines_of(stream: TextIO) -> Iterator[str]:
    """All lines.

    Raises:
        EndlessLine: one is longer than `MAX_LINE`.
    """
    while line := next_line(stream):
        yield line
