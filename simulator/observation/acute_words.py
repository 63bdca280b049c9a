"""What a trained model makes of acute risk: the weight of all words, where no pattern was written.

`acute.zip` is made by `python -m benchmarks.observation.train_acute` from the sentences in the
repository. People who are in danger seldom use the words that stand on a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import get_args

from simulator.observation.model import Model, read_model
from simulator.observation.overlap import stem
from simulator.observation.quoting import weightiest_clause
from simulator.observation.reading import AcuteKind

ACUTE_KINDS: tuple[AcuteKind, ...] = get_args(AcuteKind)

Features = dict[str, int]
"""The features of a text, each with the place where it first stands."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!]")
_SIZES = (4, 5)


def acute_features(folded: str) -> Features:
    """One to three words in a row, stems, and four or five letters in a row."""
    found: Features = {}
    for name, place in _features(folded):
        found.setdefault(name, place)
    return found


def weighed_risk(folded: str) -> tuple[AcuteKind, tuple[int, int]] | None:
    """The kind of risk that the words of a text point at, and the clause that does most."""
    weighing = acute_model()
    features = acute_features(folded)
    scores = weighing.score(features)
    at = max(range(len(scores.log_odds)), key=lambda n: scores.log_odds[n] - weighing.threshold[n])
    if scores.log_odds[at] < weighing.threshold[at]:
        return None
    return ACUTE_KINDS[at], weightiest_clause(folded, scores.weight_at(at))


@cache
def acute_model() -> Model:
    """The model that comes with this version, read once.

    Raises:
        ModelError: the file is damaged.
    """
    with files("simulator.observation").joinpath("acute.zip").open("rb") as source:
        return read_model(source)


def _features(folded: str) -> Iterator[tuple[str, int]]:
    tokens = [(match[0], match.start()) for match in _TOKEN.finditer(folded)]
    row = ["^", *(token for token, _ in tokens), "$"]
    places = [0, *(place for _, place in tokens), len(folded)]
    for at, (token, place) in enumerate(zip(row, places, strict=True)):
        yield f"w {token}", place
        for size in (2, 3):
            if at + size <= len(row):
                yield "w " + " ".join(row[at : at + size]), place
    for token, place in tokens:
        if token.isalpha():
            yield f"t {stem(token)}", place
            framed = f"<{token}>"
            for size in _SIZES:
                for at in range(len(framed) - size + 1):
                    yield f"c {framed[at : at + size]}", place
