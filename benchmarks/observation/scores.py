"""How right labels are: precision, recall, F1, false labels a turn, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random
from statistics import mean

from benchmarks.observation.labelled import Labelled
from simulator.behaviours import behaviours
from simulator.observation import observe

NAMES = tuple(str(name) for name in behaviours())
RESAMPLES = 300
"""Times that turns are drawn anew for an interval (percentile bootstrap, Efron 1979)."""


@dataclass(slots=True)
class Tally:
    """Right, false and missed labels of one behaviour."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the labels given that are right; 0 when none were given."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """Share of what was there that was seen; 0 when nothing was there."""
        return self.right / max(1, self.there)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / max(1, 2 * self.right + self.false + self.missed)

    @property
    def there(self) -> int:
        """How often it was there."""
        return self.right + self.missed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was rightly seen, falsely seen and missed in one turn."""

    right: frozenset[str]
    false: frozenset[str]
    missed: frozenset[str]


def outcome(turn: Labelled, seen: Collection[str]) -> Outcome:
    """Compares what was seen with what people saw; disputed labels count neither way."""
    given = frozenset(seen)
    return Outcome(
        right=given & turn.behaviours,
        false=given - turn.behaviours - turn.disputed,
        missed=turn.behaviours - given,
    )


def seen(turn: Labelled) -> frozenset[str]:
    """The behaviours that the observer sees in a turn."""
    return frozenset(str(name) for name in observe(turn.trainee, turn.context).behaviours)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures over many turns."""

    macro_f1: float
    """Mean F1 of the behaviours that occur."""
    micro_f1: float
    recall: float
    """Over all labels."""
    false_a_turn: float


def tallies(outcomes: Sequence[Outcome]) -> dict[str, Tally]:
    """Counts per behaviour."""
    counted = {name: Tally() for name in NAMES}
    for each in outcomes:
        for name in each.right:
            counted[name].right += 1
        for name in each.false:
            counted[name].false += 1
        for name in each.missed:
            counted[name].missed += 1
    return counted


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The figures over these turns."""
    counted = tallies(outcomes)
    right = sum(tally.right for tally in counted.values())
    false = sum(tally.false for tally in counted.values())
    missed = sum(tally.missed for tally in counted.values())
    scores = [tally.f1 for tally in counted.values() if tally.there]
    return Figures(
        macro_f1=mean(scores) if scores else 0.0,
        micro_f1=2 * right / max(1, 2 * right + false + missed),
        recall=right / max(1, right + missed),
        false_a_turn=false / max(1, len(outcomes)),
    )


def interval(outcomes: Sequence[Outcome], of: str, seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of one figure, from turns drawn anew."""
    draw = Random(seed)
    values = sorted(
        float(getattr(figures(draw.choices(outcomes, k=len(outcomes))), of))
        for _ in range(RESAMPLES)
    )
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES) - 1]


def print_table(outcomes: Sequence[Outcome]) -> None:
    """Prints the figures per behaviour and over all, with intervals."""
    for name, tally in tallies(outcomes).items():
        if tally.there or tally.false:
            print(
                f"{name:<22} P {tally.precision:.2f}  R {tally.recall:.2f}  "
                f"F1 {tally.f1:.2f}  n {tally.there}"
            )
    over_all = figures(outcomes)
    print(f"\nturns {len(outcomes)}")
    for label, of in (
        ("macro-F1", "macro_f1"),
        ("micro-F1", "micro_f1"),
        ("recall", "recall"),
        ("false labels a turn", "false_a_turn"),
    ):
        low, high = interval(outcomes, of)
        print(f"{label:<20} {getattr(over_all, of):.3f}   95 % [{low:.3f}, {high:.3f}]")
