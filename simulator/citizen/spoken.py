"""Speech that comes in pieces, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

MOST = 600
"""Letters after which a sentence is taken as it is; nobody speaks on that long."""

_LONGEST = 12
"""Letters of an abbreviation and what stands before it."""

_END = re.compile(r"[.!?…]+[\"'”’)»*_]*(?=\s)|(?<=\S)(?=\n)")
_ABBREVIATED = re.compile(
    r"\b(?:bijv|dhr|mevr|mw|dr|mr|nr|tel|ca|o\.a|d\.w\.z|n\.v\.t|m\.b\.t|i\.v\.m|[A-Z])\.$"
)


def sentences_of(pieces: Iterable[str]) -> Iterator[str]:
    """Each sentence as soon as it is whole; the last one when the pieces end.

    A sentence on a new line keeps the line feed in front: nobody speaks in paragraphs.
    """
    held = ""
    for piece in pieces:
        held = (held + piece).lstrip(" \t")
        while (end := _end_of_sentence(held)) is not None:
            if held[:end].strip():
                yield held[:end].rstrip()
            held = held[end:].lstrip(" \t")
    if held.strip():
        yield held.rstrip()


def _end_of_sentence(text: str) -> int | None:
    begin = len(text) - len(text.lstrip())
    for match in _END.finditer(text, begin):
        if not _ABBREVIATED.search(text[max(begin, match.end() - _LONGEST) : match.end()]):
            return match.end()
    return len(text) if len(text) > MOST else None
