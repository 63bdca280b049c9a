"""The trained part of the observer: one weight per feature and behaviour, added up.

`model.npz` beside this module is made by `python -m benchmarks.observation.train` from the labelled
turns in the repository. A turn's score for a behaviour is a log-odds: the mean-like sum of the
weights of its features, and what the patterns add when they see that behaviour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, sqrt
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from simulator.observation.features import NOWHERE, Features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPREAD = 10.0
"""Divides by √n/SPREAD for n known features, so that a long turn does not outshout a short one."""


class ModelError(ValueError):
    """The model file is not one that this version can read."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the words of one turn say, before the patterns are asked."""

    log_odds: Sequence[float]
    """Per behaviour, in the order of `Model.behaviours`."""
    _rows: NDArray[np.intp]
    _places: Sequence[int]
    _weights: NDArray[np.int8]

    def weight_at(self, behaviour: int) -> list[tuple[int, int]]:
        """What each feature with a place weighed for one behaviour: (place, weight)."""
        column = self._weights[self._rows, behaviour].tolist()
        placed = zip(self._places, column, strict=True)
        return [(place, weight) for place, weight in placed if place != NOWHERE]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for every behaviour, and what it takes to believe one."""

    behaviours: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: NDArray[np.int8]
    scale: Sequence[float]
    bias: Sequence[float]
    pattern: Sequence[float]
    """Log-odds that a pattern of full confidence adds, per behaviour."""
    threshold: Sequence[float]
    """Log-odds from which a behaviour counts as seen."""
    slope: float
    offset: float
    """`confidence` is the logistic of slope · log-odds + offset (Platt 1999)."""
    trained_on: str
    """Fingerprint of the labelled turns."""

    def score(self, found: Features) -> Scores:
        """The log-odds of every behaviour from the features of a turn."""
        import numpy as np

        known = [
            (self.vocabulary[name], at) for name, at in found.items() if name in self.vocabulary
        ]
        rows = np.fromiter((row for row, _ in known), dtype=np.intp, count=len(known))
        total = self.weights[rows].sum(axis=0, dtype=np.int64).tolist() if known else None
        spread = SPREAD / sqrt(max(1, len(known)))
        odds = [
            bias + (total[at] * scale * spread if total else 0.0)
            for at, (bias, scale) in enumerate(zip(self.bias, self.scale, strict=True))
        ]
        return Scores(odds, rows, [place for _, place in known], self.weights)

    def confidence(self, log_odds: float) -> float:
        """How often such a score was right on turns by other writers, 0 to 1."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.slope * log_odds + self.offset))))

    def strongest(self, found: Features, behaviour: str, most: int) -> list[tuple[str, float]]:
        """The features that weighed most for or against one behaviour, heaviest first."""
        at = self.behaviours.index(behaviour)
        known = [name for name in found if name in self.vocabulary]
        spread = SPREAD / sqrt(max(1, len(known)))
        weighed = [
            (name, float(self.weights[self.vocabulary[name], at]) * self.scale[at] * spread)
            for name in known
        ]
        return sorted(weighed, key=lambda pair: -abs(pair[1]))[:most]


@cache
def model() -> Model:
    """The model that comes with this version, read once.

    Raises:
        ModelError: the file was made for other behaviours, or is damaged.
    """
    with files("simulator.observation").joinpath("model.npz").open("rb") as source:
        return read_model(source)


def read_model(source: Any) -> Model:
    """Reads a model file.

    Raises:
        ModelError: it is not one.
    """
    import numpy as np

    try:
        with np.load(source, allow_pickle=False) as held:
            names = bytes(held["vocabulary"]).decode("utf-8").split("\n")
            slope, offset = held["calibration"].tolist()
            return Model(
                behaviours=tuple(held["behaviours"].tolist()),
                vocabulary={name: row for row, name in enumerate(names)},
                weights=held["weights"],
                scale=held["scale"].tolist(),
                bias=held["bias"].tolist(),
                pattern=held["pattern"].tolist(),
                threshold=held["threshold"].tolist(),
                slope=slope,
                offset=offset,
                trained_on=str(held["trained_on"]),
            )
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise ModelError(str(error)) from error


def write_model(target: Any, held: Model) -> None:
    """Writes a model file; the same model always gives the same bytes."""
    import numpy as np

    names: Iterable[str] = sorted(held.vocabulary, key=held.vocabulary.__getitem__)
    np.savez_compressed(
        target,
        behaviours=np.array(held.behaviours),
        vocabulary=np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
        weights=held.weights,
        scale=np.array(held.scale),
        bias=np.array(held.bias),
        pattern=np.array(held.pattern),
        threshold=np.array(held.threshold),
        calibration=np.array([held.slope, held.offset]),
        trained_on=np.array(held.trained_on),
    )
