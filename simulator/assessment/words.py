"""Mood in words: which way it went, and from which band to which. Never in figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.assessment.course import Turn
from simulator.behaviours import MOOD_NAMES, WELCOME_WHEN_LOW, MoodName
from simulator.conditions import Band
from simulator.language import _

NOTICEABLE = 3.0
"""Points; a smaller change of mood is not worth a word: anger cools by two of itself in a turn."""


def citizen_name(scenario: Mapping[str, Any] | None) -> str:
    """What the citizen is called within a sentence."""
    name = scenario.get("citizen", {}).get("name") if scenario else None
    return str(name) if name else _("de burger")


def sentence(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]


def band_word(band: Band) -> str:
    """The Dutch word for a band."""
    return {"low": _("laag"), "mid": _("midden"), "high": _("hoog")}[band]


def welcome(turn: Turn) -> float:
    """How good a turn was for the citizen, in points; below 0 when it made things worse."""
    return worth({name: turn.change(name) for name in MOOD_NAMES})


def worth(mood: Mapping[MoodName, float]) -> float:
    """One figure for a mood or a change of it: trust and anger first, the others for half."""
    return (
        mood["trust"]
        - mood["anger"]
        + 0.5 * (mood["grip"] + mood["control"])
        - 0.5 * (mood["stress"] + mood["shame"])
    )


def change_in_words(turn: Turn, *, better: bool) -> str | None:
    """The clearest change of mood by a turn, as a clause: `de boosheid zakte van hoog naar midden`.

    None when nothing noticeable changed in that direction.
    """
    sizes = {name: _gain(turn, name) * (1 if better else -1) for name in _ORDER}
    name = max(_ORDER, key=lambda candidate: sizes[candidate] * _WEIGHT.get(candidate, 1.0))
    if sizes[name] < NOTICEABLE:
        return None
    return moved(name, turn.bands_before.get(name), turn.bands.get(name), better=better)


def moved(name: MoodName, before: Band | None, after: Band | None, *, better: bool) -> str:
    """A clause that says which way a mood value went, with the bands when they differ."""
    fell = better == (name in WELCOME_WHEN_LOW)
    clause = _clauses()[name][0 if fell else 1]
    if before is None or after is None or before == after:
        return clause
    return _("{clause} van {before} naar {after}").format(
        clause=clause, before=band_word(before), after=band_word(after)
    )


_ORDER: tuple[MoodName, ...] = ("anger", "trust", "stress", "shame", "grip", "control")


# What shows most clearly in someone's words is told first.
_WEIGHT: Mapping[MoodName, float] = {"anger": 1.5, "trust": 1.5}


def _gain(turn: Turn, name: MoodName) -> float:
    change = turn.change(name)
    return -change if name in WELCOME_WHEN_LOW else change


def _clauses() -> Mapping[MoodName, tuple[str, str]]:
    return {
        "anger": (_("de boosheid zakte"), _("de boosheid liep op")),
        "trust": (_("het vertrouwen zakte"), _("het vertrouwen groeide")),
        "stress": (_("de spanning zakte"), _("de spanning liep op")),
        "shame": (_("de schaamte zakte"), _("de schaamte liep op")),
        "grip": (_("de grip op de zaak nam af"), _("de grip op de zaak nam toe")),
        "control": (_("het gevoel van regie nam af"), _("het gevoel van regie nam toe")),
    }
