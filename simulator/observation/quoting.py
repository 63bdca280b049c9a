"""The words of a turn that are quoted for what was seen in it: literal, and recognisable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulator.behaviours import BehaviourId
from simulator.observation.normalise import Spoken
from simulator.observation.reading import Observation

_BOUNDARY = (".", "!", "?", "\n", ";", ",", ":", "…")
"""Signs between which the words of a quote are taken whole."""

_EDGES = " \r\n\t,;:-–"
"""Signs that no quote begins or ends with."""

_CLAUSE = re.compile(r"[^.!?…\n;,:]+[.!?…\n;,:]*")
SENTENCE = re.compile(r"[^.!?…\n]+[.!?…\n]*")
"""A stretch of folded text up to and with the marks that end it."""

_LEAST = 4
"""Words under which a clause says too little by itself: then its sentence is quoted."""

LONGEST = 160
"""Characters of a sentence that is still quoted whole."""


def clause_around(folded: str, start: int, end: int) -> tuple[int, int]:
    """The words around a match that make it a quote that its speaker recognises."""
    before = folded[:start]
    start = max(before.rfind(sign) for sign in _BOUNDARY) + 1
    ends = [at for at in (folded.find(sign, end) for sign in _BOUNDARY) if at >= 0]
    end = min(ends, default=len(folded))
    while end < len(folded) and folded[end] in ".!?":
        end += 1
    return start, end


def weightiest_clause(folded: str, weighed: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The clause whose words weighed most: (place, weight) of every feature is given."""
    best, most = (0, len(folded)), float("-inf")
    for clause in _CLAUSE.finditer(folded):
        if not clause[0].strip():
            continue
        total = sum(weight for place, weight in weighed if clause.start() <= place < clause.end())
        if total > most:
            best, most = clause.span(), total
    if len(folded[best[0] : best[1]].split()) >= _LEAST:
        return best
    whole = next((s.span() for s in SENTENCE.finditer(folded) if s.end() > best[0]), best)
    return whole if whole[1] - whole[0] <= LONGEST else best


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of the turn without the signs that no quote begins or ends with."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def quoted(
    text: str, spoken: Spoken, behaviour: BehaviourId, span: tuple[int, int], confidence: float
) -> Observation | None:
    """The observation that quotes a stretch of the folded turn; None when nothing is left of it."""
    start, end = trimmed(text, spoken.places[span[0]], spoken.places[span[1]])
    if start >= end:
        return None
    return Observation(behaviour, text[start:end], start, end, confidence)
