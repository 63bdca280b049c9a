"""Why something was or was not recognised in a turn, in terms that a trainer can follow."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from simulator.behaviours import BehaviourId, behaviours
from simulator.observation.exclusions import EXCLUDES
from simulator.observation.model import model
from simulator.observation.observer import Seen, look, needed
from simulator.observation.reading import TurnContext

Verdict = Literal["seen", "excluded", "taken_back", "near", "far"]
"""Seen; given way to something clearer; taken back by a "maar"; almost; not by far."""

NEAR = 1.5
"""Log-odds under the threshold at which a behaviour is still worth mentioning."""

MOST_WORDS = 4

_READABLE = re.compile(r"^[wf]\^? (?P<words>[^^$]+)$")


@dataclass(frozen=True, slots=True)
class Why:
    """What made one behaviour seen or not."""

    behaviour: BehaviourId
    verdict: Verdict
    confidence: float
    """0 to 1: how often it is there when the words weigh like this."""
    needed: float
    """The confidence from which it counts as seen."""
    pattern: str
    """The words that a pattern matched; empty when none did."""
    words_for: tuple[str, ...]
    words_against: tuple[str, ...]
    clearer: BehaviourId | None = None
    """What it gave way to, when it did."""


def why(text: str, context: TurnContext, asked: Collection[str] = ()) -> tuple[Why, ...]:
    """The reasons for everything that was seen, nearly seen, or is asked about.

    Args:
        text: cleaned and masked.
        context: what went before.
        asked: behaviours that must be explained however far they were from being seen.
    """
    seen = look(text, context, every_rule=True)
    reasons = [_why(name, seen) for name in map(BehaviourId, behaviours())]
    told = [each for each in reasons if each.verdict != "far" or each.behaviour in asked]
    return tuple(sorted(told, key=lambda each: each.verdict != "seen"))


def _why(name: BehaviourId, seen: Seen) -> Why:
    weighing = model()
    least = needed(seen.turn)[name]
    hit = seen.turn.found.get(name)
    observed = next((each for each in seen.observations if each.behaviour == name), None)
    verdict = "seen" if observed else _verdict_unseen(name, seen, least)
    # In a long turn it may have been clear in a part of it.
    whole = round(weighing.confidence(seen.log_odds[name]), 2)
    words = [
        (match["words"].strip(" ,.!?…"), weight)
        for feature, weight in weighing.strongest(seen.features, name, 60)
        if (match := _READABLE.match(feature))
    ]
    return Why(
        behaviour=name,
        verdict=verdict,
        confidence=observed.confidence if observed else whole,
        needed=round(weighing.confidence(least), 2),
        pattern=seen.turn.folded[hit.start : hit.end].strip() if hit else "",
        words_for=_distinct({word: weight for word, weight in words if weight > 0}),
        words_against=_distinct({word: -weight for word, weight in words if weight < 0}),
        clearer=_clearer(name, seen) if verdict == "excluded" else None,
    )


def _verdict_unseen(name: BehaviourId, seen: Seen, least: float) -> Verdict:
    if name in seen.turn.taken_back:
        return "taken_back"
    if name in seen.excluded:
        return "excluded"
    return "near" if seen.log_odds[name] >= least - NEAR else "far"


def _clearer(name: BehaviourId, seen: Seen) -> BehaviourId | None:
    found = (each.behaviour for each in seen.observations)
    return next((other for other in found if name in EXCLUDES.get(other, ())), None)


def _distinct(weighed: Mapping[str, float]) -> tuple[str, ...]:
    """The heaviest words, without those that stand in another one."""
    chosen: list[str] = []
    for words in sorted(weighed, key=lambda word: -weighed[word]):
        if len(words) > 1 and all(words not in other and other not in words for other in chosen):
            chosen.append(words)
    return tuple(chosen[:MOST_WORDS])
