"""How hard an explanation is to follow, and what makes it so: a hint, never a score.

No formula knows whether somebody understands. This one adds up what makes spoken explanations
hard, in round weights that were chosen beforehand and not fitted, and it always says which parts
they are, so that the trainee can judge for themselves:

    official words    1 for each that stays unexplained
    longest sentence  1 from 20 words, 2 from 28
    average sentence  0.5 from 15 words
    passives          0.5 for one, 1 for more
    rare words        0.5 for one, 1 for more
    reading ease      0.5 under 60 (Flesch-Douma; 60 to 70 is ordinary), 1 under 45

Under 1 it is easy, from 2.5 it is hard. `python -m benchmarks.clarity` shows how that agrees with
explanations that were sorted by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.behaviours import BehaviourId
from simulator.language import _
from simulator.observation.reading import Clarity, Passage, Reading

Band = Literal["easy", "fair", "hard"]

FAIR = 1.0
HARD = 2.5
"""Weight from which an explanation is fair or hard to follow."""

LONG, VERY_LONG, LONG_ON_AVERAGE = 20, 28, 15
"""Words in a sentence."""

ORDINARY, DIFFICULT = 60, 45
"""Reading ease under which a text is no longer ordinary, and is difficult (Douma, 1960)."""

EXPLAINING = frozenset(
    BehaviourId(name)
    for name in (
        "plain_explanation",
        "unexplained_jargon",
        "set_expectations",
        "inform_rights",
        "hide_behind_rules",
    )
)
"""What a turn does that has to be followed: only such a turn is measured."""


@dataclass(frozen=True, slots=True)
class Meter:
    """How hard an explanation is to follow."""

    band: Band
    reasons: tuple[str, ...]
    """Dutch, the heaviest first: what makes it harder, and what one can say instead."""
    weight: float
    """What the reasons weigh together; for comparing in benchmarks, not for showing."""


def gauge(reading: Reading) -> Meter | None:
    """The meter of a turn; None when it explains nothing, or spoke to the program."""
    if reading.out_of_role or not reading.behaviours & EXPLAINING:
        return None
    return measured(reading.clarity)


def measured(clarity: Clarity) -> Meter:
    """The meter of words that are known to be an explanation."""
    parts = sorted(
        (part for part in _parts(clarity) if part[0]), key=lambda part: part[0], reverse=True
    )
    weight = sum(part[0] for part in parts)
    band: Band = "hard" if weight >= HARD else "fair" if weight >= FAIR else "easy"
    return Meter(band, tuple(reason for _weight, reasons in parts for reason in reasons), weight)


def hints(reading: Reading) -> tuple[str, ...]:
    """What to show beneath a turn, a line each; nothing when there is nothing to make simpler.

    Official words are always there with their plain words; the rest only where it adds up.
    """
    meter = gauge(reading)
    if meter is None or meter.band == "easy":
        return _official(reading.clarity)
    headings = {"fair": _("Kan eenvoudiger"), "hard": _("Moeilijk te volgen")}
    return (headings[meter.band] + ":", *meter.reasons)


def _parts(clarity: Clarity) -> list[tuple[float, tuple[str, ...]]]:
    """The weight of each part with its reasons."""
    long, ease = clarity.longest_sentence, clarity.flesch_douma
    average = clarity.words_per_sentence >= LONG_ON_AVERAGE
    difficult = ease is not None and ease < ORDINARY
    return [
        (float(len(clarity.jargon)), _official(clarity)),
        (
            (long >= LONG) + (long >= VERY_LONG) + 0.5 * average,
            (_("een zin van {n} woorden: knip hem in tweeën").format(n=long),),
        ),
        (
            min(2, len(clarity.passives)) / 2,
            (_("zeg wie het doet, niet: {words}").format(words=_quoted(clarity.passives)),),
        ),
        (
            min(2, len(clarity.rare_words)) / 2,
            (
                _("woorden die weinig mensen kennen: {words}").format(
                    words=_quoted(clarity.rare_words)
                ),
            ),
        ),
        (
            0.5 * difficult + 0.5 * (ease is not None and ease < DIFFICULT),
            (_("veel lange woorden bij elkaar"),),
        ),
    ]


def _official(clarity: Clarity) -> tuple[str, ...]:
    return tuple(word.beside for word in clarity.jargon)


_MOST_QUOTED = 3
_LONGEST_QUOTE = 4
"""Words of a passive that are shown whole."""


def _quoted(passages: tuple[Passage, ...]) -> str:
    return ", ".join(f"“{_short(passage.quote)}”" for passage in passages[:_MOST_QUOTED])


def _short(quote: str) -> str:
    words = quote.split()
    return quote if len(words) <= _LONGEST_QUOTE else f"{words[0]} … {words[-1]}"
