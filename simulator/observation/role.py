"""Whether the trainee speaks to the program instead of to the citizen."""

from __future__ import annotations

import re
from functools import cache

from simulator.observation.rules import read_patterns

MOST = 8000
"""Characters that are looked at."""


def speaks_to_the_program(folded: str) -> bool:
    """Whether the turn tries to talk to a model, a judge or the program; `folded` text."""
    return any(pattern.search(folded[:MOST]) for pattern in _patterns())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in read_patterns("role"))
