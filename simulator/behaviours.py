"""The 32 observable behaviours, their Dutch names, and what each does to a citizen's mood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NewType, get_args

import yaml

BehaviourId = NewType("BehaviourId", str)
"""`name_emotion`, `hide_behind_rules`, …"""

MoodName = Literal["anger", "trust", "stress", "grip", "control", "shame"]
"""The six values of a citizen's mood, each 0 to 100."""

MOOD_NAMES: tuple[MoodName, ...] = get_args(MoodName)

WELCOME_WHEN_LOW: frozenset[MoodName] = frozenset({"anger", "stress", "shame"})
"""The mood values of which less is better; of the others more is better."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One thing that a trainee can be seen to do in a turn."""

    id: BehaviourId
    code: str
    """`B01` to `B32`, as in the domain reference."""
    positive: bool
    name: str
    meaning: str
    did: str
    """What feedback says the trainee did, without a full stop: "Je stelde een open vraag"."""
    effects: Mapping[MoodName, float]
    """Points that a first clean occurrence adds to each mood value."""


@cache
def behaviours() -> Mapping[BehaviourId, Behaviour]:
    """All behaviours by id, in the order of their codes."""
    source = files("simulator").joinpath("behaviours.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(source, Loader=loader)
    return {row["id"]: Behaviour(**row) for row in rows}


def behaviours_like(words: str) -> list[Behaviour]:
    """The behaviours that somebody may mean: by name, id or code; a whole name gives only that."""
    asked = words.casefold().split()
    known = list(behaviours().values())
    whole = " ".join(asked)
    exact = [each for each in known if whole in (each.name.casefold(), each.id, each.code.lower())]
    if exact:
        return exact
    named = [each for each in known if all(word in each.name.casefold() for word in asked)]
    about = "{0.name} {0.meaning} {0.id} {0.did}"
    return named or [b for b in known if all(word in about.format(b).casefold() for word in asked)]
