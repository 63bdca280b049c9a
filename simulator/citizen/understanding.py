"""Whether this citizen could follow what was said."""

from __future__ import annotations

from typing import Literal

from simulator.observation.clarity.meter import EXPLAINING
from simulator.observation.reading import Reading

Level = Literal["A1", "A2", "B1", "B2", "C1"]

LONGEST_SENTENCE: dict[Level, int] = {"A1": 10, "A2": 12, "B1": 22, "B2": 30, "C1": 45}
"""Words in one sentence of an explanation that a listener of this level can still follow."""

JARGON: dict[Level, int] = {"A1": 0, "A2": 0, "B1": 1, "B2": 2, "C1": 4}
"""Unexplained official words in one turn that a listener of this level can still follow."""

# Kindness may run on: a long sentence is only lost on people when it has to be worked out.
_LEEWAY = 1.6


def too_hard(reading: Reading, level: Level) -> bool:
    """Whether the turn was beyond a listener of this level: sentence length or official words."""
    clarity = reading.clarity
    if len(clarity.jargon) > JARGON[level]:
        return True
    limit = float(LONGEST_SENTENCE[level])
    if not reading.behaviours & EXPLAINING:
        limit *= _LEEWAY
    return clarity.longest_sentence > limit
