"""What went before a turn, as far as it decides what the turn can be."""

from __future__ import annotations

import re

from simulator.observation.reading import TurnContext
from simulator.observation.rules import macro

EARLY = 3
"""Turns of the trainee in which a greeting is still one."""

_UNFINISHED = re.compile(r"(?:\.\.\.|…|,|-|–|\b(?:maar|en|want|dus|omdat|dat|toen))\s*$")
_CROSSED = ("l_scheldt", "l_dreigt", "h_over_de_schreef")


def is_early(context: TurnContext) -> bool:
    """Whether this is one of the trainee's first turns."""
    return sum(said.speaker == "trainee" for said in context.history) < EARLY


def is_unfinished(heard: str) -> bool:
    """Whether the citizen was not done yet; `heard` as `normalise.heard` gives it."""
    return _UNFINISHED.search(heard) is not None


def is_crossed(context: TurnContext, heard: str) -> bool:
    """Whether the citizen just crossed a line: as the scenario says, or by the words."""
    return context.crossed is not None or any(macro(name).search(heard) for name in _CROSSED)
