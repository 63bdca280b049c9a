"""What a citizen's own words show: anger, confusion, hardship, a question about what happens next.

It tells what a turn called for, also in a conversation that was not played here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from simulator.conditions import SIGNALS
from simulator.observation.acute import acute_risks

_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+[\"'”’)]*|\n|$)")


@dataclass(frozen=True, slots=True)
class Sign:
    """A signal and the sentence that shows it."""

    signal: str
    """One of `simulator.conditions.SIGNALS`."""
    quote: str
    """The sentence or its part, literally as it stands in the turn."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    signal: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None


def signals(citizen_text: str) -> frozenset[str]:
    """What a citizen's turn shows, as ids of `simulator.conditions.SIGNALS`."""
    return frozenset(sign.signal for sign in signs(citizen_text))


def signs(citizen_text: str) -> tuple[Sign, ...]:
    """Every signal of a citizen's turn with the sentence that shows it, acute risk first."""
    found = [Sign("acute_risk", risk.quote) for risk in acute_risks(citizen_text)]
    for sentence in sentences(citizen_text):
        plain = sentence.replace("’", "'").replace("‘", "'")
        for pattern in _patterns():
            if pattern.words.search(plain) and not (
                pattern.unless and pattern.unless.search(plain)
            ):
                found.append(Sign(pattern.signal, sentence))
    return tuple(found)


def sentences(text: str) -> Sequence[str]:
    """The sentences of a text, each a literal part of it."""
    parts = (match[0].strip() for match in _SENTENCE.finditer(text))
    return [part for part in parts if part]


@cache
def _patterns() -> tuple[_Pattern, ...]:
    source = files("simulator.observation").joinpath("signals.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(source, Loader=loader)
    unknown = {row["id"] for row in rows} - set(SIGNALS)
    if unknown:
        raise ValueError(f"unknown signals: {sorted(unknown)}")
    return tuple(
        _Pattern(
            row["id"],
            _whole_words(row["words"]),
            _whole_words([row["unless"]]) if "unless" in row else None,
        )
        for row in rows
    )


def _whole_words(patterns: list[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
