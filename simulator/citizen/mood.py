"""How a citizen's mood moves: one update for all six values.

Source: the worked example of a mood model with decay, habituation and saturating sums; the effects
themselves are data (`behaviours.yaml` and a scenario's `effects`).

The promise that tests hold it to: adding a good behaviour to a turn never makes any value worse,
adding a bad one never makes any value better.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.behaviours import (
    MOOD_NAMES,
    WELCOME_WHEN_LOW,
    BehaviourId,
    MoodName,
    behaviours,
)
from simulator.conditions import Band
from simulator.observation.reading import Observation
from simulator.scenarios.model import MoodValue, Scenario

Mood = Mapping[MoodName, float]
"""Six values, each 0 to 100."""

STANDARD_START: Mood = {
    "anger": 50,
    "trust": 30,
    "stress": 50,
    "grip": 40,
    "control": 40,
    "shame": 20,
}

SATURATION = 40.0
"""Points that all behaviours of one turn together can approach but never reach."""

HABITUATION = 0.6
"""What is left of a good behaviour's effect each time it was also seen in the last four turns."""

LOSS_OVER_GAIN = 1.6
"""How much faster trust, grip and control fall than they grow."""

UNHEARD = 0.3
"""What information and arrangements still do for someone who is angry and was not heard yet."""

LARGEST_STEP: dict[MoodName, tuple[float, float]] = {
    "anger": (9, 8),
    "trust": (8, 12),
    "stress": (9, 9),
    "grip": (12, 20),
    "control": (10, 12),
    "shame": (9, 12),
}
"""Most points per turn for the better, and for the worse."""

HEARING = frozenset(
    BehaviourId(name)
    for name in (
        "name_emotion",
        "validate_grievance",
        "invite_story",
        "summarise_check",
        "own_apology",
        "open_question",
        "probe_deeper",
        "respectful_boundary",
    )
)
"""Behaviours that let someone be heard."""

TOO_HARD: Mapping[MoodName, float] = {"grip": -12, "stress": 3, "shame": 4}
"""What an explanation does that was beyond the listener."""


@dataclass(frozen=True, slots=True)
class Impression:
    """What one turn brings to the mood."""

    observations: tuple[Observation, ...]
    seen: Mapping[BehaviourId, int]
    """In how many earlier turns each behaviour was seen."""
    recent: tuple[frozenset[BehaviourId], ...]
    """The behaviours of the last four turns."""
    turn: int
    """1 for the first turn of the trainee."""
    too_hard: bool = False


def starting_mood(scenario: Scenario) -> dict[MoodName, float]:
    """The mood at the first word."""
    start = dict(STANDARD_START)
    start.update({name: float(value.start) for name, value in scenario.mood.items()})
    return start


def after(
    mood: Mood, impression: Impression, scenario: Scenario, phase: str
) -> dict[MoodName, float]:
    """The mood after a turn in which something was read; values within 0 to 100."""
    pulls = _Pulls(mood, impression, scenario)
    first = 1 + 0.3 * math.exp(-(impression.turn - 1) / 1.5)
    moved: dict[MoodName, float] = {}
    for name in MOOD_NAMES:
        value = _towards_rest(mood[name], scenario, phase, name)
        better, worse = pulls.on(name)
        distance = value / 100 if name in WELCOME_WHEN_LOW else 1 - value / 100
        gain = 0.6 * better * (0.4 + 0.6 * distance) * first
        loss = worse * (0.35 + 0.65 * (1 - distance)) * first
        if name == "anger":
            gain *= 0.5 + 0.5 * mood["trust"] / 100
            loss *= 1 + 0.3 * (1 - mood["trust"] / 100)
        elif name not in WELCOME_WHEN_LOW:
            loss *= 0.6 * LOSS_OVER_GAIN
        most_better, most_worse = LARGEST_STEP[name]
        step = max(-most_worse, min(most_better, gain - loss))
        moved[name] = _within(value - step if name in WELCOME_WHEN_LOW else value + step)
    return moved


def with_effect(mood: Mood, effect: Mapping[MoodName, float]) -> dict[MoodName, float]:
    """The mood after an action that has an effect of its own."""
    return {name: _within(mood[name] + effect.get(name, 0)) for name in MOOD_NAMES}


def bands(mood: Mood, before: Mapping[MoodName, Band] | None = None) -> dict[MoodName, Band]:
    """The band of each value; a value leaves a higher band only five points under its threshold."""
    return {name: _band(mood[name], before.get(name) if before else None) for name in MOOD_NAMES}


def _band(value: float, before: Band | None) -> Band:
    high, low = 65.0, 35.0
    if value >= high or (before == "high" and value >= high - 5):
        return "high"
    if value >= low or (before in ("mid", "high") and value >= low - 5):
        return "mid"
    return "low"


def _within(value: float) -> float:
    return round(max(0.0, min(100.0, value)), 2)


def _towards_rest(value: float, scenario: Scenario, phase: str, name: MoodName) -> float:
    own: MoodValue | None = scenario.mood.get(name)
    rest = own.rest if own else None
    for candidate in scenario.phases:
        if candidate.id == phase:
            rest = candidate.rest.get(name, rest)
    if rest is None:
        return value
    half_life = own.half_life if own else 8.0
    return float(rest + (value - rest) * 2 ** (-1 / half_life))


class _Pulls:
    """The saturating sums of what is good and what is bad for each value in one turn."""

    def __init__(self, mood: Mood, impression: Impression, scenario: Scenario) -> None:
        self._impression = impression
        self._scenario = scenario
        now = {observation.behaviour for observation in impression.observations}
        heard = bool(now & HEARING) or any(impression.seen.get(name) for name in HEARING)
        self._unheard = mood["anger"] >= 60 and not heard

    def on(self, name: MoodName) -> tuple[float, float]:
        """Points for the better and for the worse, both 0 or more."""
        good = [size for size in self._sizes(name) if size > 0]
        bad = [-size for size in self._sizes(name) if size < 0]
        worse = _saturate(bad)
        # "Ik begrijp u, maar …": what is bad eats what was good about the same turn.
        return _saturate(good) * max(0.0, 1 - worse / 20), worse

    def _sizes(self, name: MoodName) -> Iterable[float]:
        """Signed points, above zero for the better."""
        sign = -1 if name in WELCOME_WHEN_LOW else 1
        for observation in self._impression.observations:
            behaviour = observation.behaviour
            yield (
                sign
                * self._points(behaviour, name)
                * observation.confidence
                * self._weight(behaviour)
            )
        if self._impression.too_hard:
            yield sign * TOO_HARD.get(name, 0)

    def _points(self, behaviour: BehaviourId, name: MoodName) -> float:
        if behaviour == "plain_explanation" and self._impression.too_hard:
            return 0.0
        own = self._scenario.effects.get(behaviour, {})
        return float(own.get(name, behaviours()[behaviour].effects.get(name, 0)))

    def _weight(self, behaviour: BehaviourId) -> float:
        if not behaviours()[behaviour].positive:
            return min(1.6, 1 + 0.2 * self._impression.seen.get(behaviour, 0))
        repeats = sum(behaviour in turn for turn in self._impression.recent[-4:])
        weight = float(HABITUATION**repeats)
        return weight * UNHEARD if self._unheard and behaviour not in HEARING else weight


def _saturate(sizes: list[float]) -> float:
    left = 1.0
    for size in sizes:
        left *= 1 - min(size, SATURATION) / SATURATION
    return SATURATION * (1 - left)
