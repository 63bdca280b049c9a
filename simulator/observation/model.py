"""The trained part of the observer: one weight per feature and behaviour, added up.

`model.zip` beside this module is made by `python -m benchmarks.observation.train` from the labelled
turns in the repository. A turn's score for a behaviour is a log-odds: the weights of its features,
added up and divided by the root of their number, and what the patterns add when they see it too.

Plain Python on purpose: importing a library for arrays takes longer than reading this file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp, sqrt
from struct import unpack
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from simulator.behaviours import BehaviourId
from simulator.observation.features import NOWHERE, Features

SPREAD = 10.0
"""Divides by √n/SPREAD for n known features, so that a long turn does not outshout a short one."""

ZERO = 128
"""How a weight of 0 is written, in one byte."""

PLAIN = 0.85
"""How sure a pattern is of what nobody can mistake; that has a weight of its own."""

_LANE = 2
"""Bytes in which a behaviour's weights are added up, so that no sum runs into its neighbour's."""

_AT_ONCE = 256
"""Features whose weights fit together in such a lane."""


class ModelError(ValueError):
    """The model file is not one that this version can read."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the words of one turn say, before the patterns are asked."""

    log_odds: Sequence[float]
    """Per behaviour, in the order of `Model.behaviours`."""
    _known: Sequence[tuple[int, int]]
    _weights: bytes

    def weight_at(self, behaviour: int) -> list[tuple[int, int]]:
        """What each feature with a place weighed for one behaviour: (place, weight)."""
        width = len(self.log_odds)
        return [
            (place, self._weights[row * width + behaviour] - ZERO)
            for row, place in self._known
            if place != NOWHERE
        ]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for every behaviour, and what it takes to believe one."""

    behaviours: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: bytes
    """One byte per feature and behaviour; `ZERO` is no weight."""
    scale: Sequence[float]
    bias: Sequence[float]
    pattern: Sequence[float]
    """Log-odds that a pattern of full confidence adds, per behaviour."""
    plain: Sequence[float]
    """Log-odds that a pattern adds on top when it is of what nobody can mistake."""
    threshold: Sequence[float]
    """Log-odds from which a behaviour counts as seen."""
    slope: float
    offset: float
    """`confidence` is the logistic of slope · log-odds + offset (Platt 1999)."""
    trained_on: str
    """Fingerprint of the labelled turns."""
    least: dict[BehaviourId, float] = field(init=False, repr=False)
    """The thresholds by behaviour, in the order of `behaviours`."""
    _most_lift: Sequence[float] = field(init=False, repr=False)
    _lanes: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names = map(BehaviourId, self.behaviours)
        object.__setattr__(self, "least", dict(zip(names, self.threshold, strict=True)))
        most = [sum(pair) for pair in zip(self.pattern, self.plain, strict=True)]
        object.__setattr__(self, "_most_lift", most)
        lanes = bytearray(_LANE * len(self.weights))
        lanes[::_LANE] = self.weights
        object.__setattr__(self, "_lanes", bytes(lanes))

    @property
    def most_lift(self) -> Sequence[float]:
        """The most that a pattern can add, per behaviour."""
        return self._most_lift

    def lift(self, behaviour: int, sure: float) -> float:
        """The log-odds that a pattern of this confidence adds for a behaviour."""
        return self.pattern[behaviour] * sure + (self.plain[behaviour] if sure >= PLAIN else 0.0)

    def score(self, found: Features) -> Scores:
        """The log-odds of every behaviour from the features of a turn."""
        rows_of = self.vocabulary
        known = [(rows_of[name], place) for name, place in found.items() if name in rows_of]
        totals = self._added([row for row, _ in known])
        spread = _spread(len(known))
        odds = [
            bias + total * scale * spread
            for bias, total, scale in zip(self.bias, totals, self.scale, strict=True)
        ]
        return Scores(odds, known, self.weights)

    def _added(self, rows: Sequence[int]) -> list[int]:
        """The weights of some features added up, per behaviour.

        A row is added as one large number with a lane per behaviour: that adds all of them at once.
        """
        width = _LANE * len(self.behaviours)
        totals = [0] * len(self.behaviours)
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            packed = sum(
                int.from_bytes(self._lanes[row * width : (row + 1) * width], "little")
                for row in some
            )
            lanes = unpack(f"<{len(totals)}H", packed.to_bytes(width, "little"))
            totals = [
                total + lane - ZERO * len(some) for total, lane in zip(totals, lanes, strict=True)
            ]
        return totals

    def confidence(self, log_odds: float) -> float:
        """How often such a score was right on turns by other writers, 0 to 1."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.slope * log_odds + self.offset))))

    def strongest(self, found: Features, behaviour: str, most: int) -> list[tuple[str, float]]:
        """The features that weighed most for or against one behaviour, heaviest first."""
        at, width = self.behaviours.index(behaviour), len(self.behaviours)
        known = [name for name in found if name in self.vocabulary]
        spread = _spread(len(known))
        weighed = [
            (
                name,
                (self.weights[self.vocabulary[name] * width + at] - ZERO) * self.scale[at] * spread,
            )
            for name in known
        ]
        return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]


def _spread(known: int) -> float:
    """What the weights of so many known features are multiplied by."""
    return SPREAD / sqrt(max(1, known))


@cache
def model() -> Model:
    """The model that comes with this version, read once.

    Raises:
        ModelError: the file was made for other behaviours, or is damaged.
    """
    with files("simulator.observation").joinpath("model.zip").open("rb") as source:
        return read_model(source)


def read_model(source: IO[bytes]) -> Model:
    """Reads a model file.

    Raises:
        ModelError: it is not one.
    """
    try:
        with ZipFile(source) as held:
            rest = json.loads(held.read("model.json"))
            names = held.read("vocabulary.txt").decode("utf-8").split("\n")
            weights = held.read("weights.bin")
        read = Model(
            behaviours=tuple(rest["behaviours"]),
            vocabulary=dict(zip(names, range(len(names)), strict=True)),
            weights=weights,
            scale=rest["scale"],
            bias=rest["bias"],
            pattern=rest["pattern"],
            plain=rest["plain"],
            threshold=rest["threshold"],
            slope=rest["slope"],
            offset=rest["offset"],
            trained_on=rest["trained_on"],
        )
    except (ValueError, KeyError, TypeError, OSError, EOFError, BadZipFile) as error:
        raise ModelError(str(error)) from error
    if len(read.weights) != len(read.vocabulary) * len(read.behaviours):
        raise ModelError("weights for other features or behaviours")
    return read


def write_model(target: IO[bytes], held: Model) -> None:
    """Writes a model file; the same model always gives the same bytes."""
    rest = {
        "behaviours": held.behaviours,
        "scale": held.scale,
        "bias": held.bias,
        "pattern": held.pattern,
        "plain": held.plain,
        "threshold": held.threshold,
        "slope": held.slope,
        "offset": held.offset,
        "trained_on": held.trained_on,
    }
    names = sorted(held.vocabulary, key=held.vocabulary.__getitem__)
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in (
            ("model.json", json.dumps(rest, indent=1).encode()),
            ("vocabulary.txt", "\n".join(names).encode("utf-8")),
            ("weights.bin", held.weights),
        ):
            # Without a date of its own, or no two files would be the same.
            packed.writestr(ZipInfo(name), content, ZIP_DEFLATED)
