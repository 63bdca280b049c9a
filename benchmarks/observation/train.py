"""Makes the trained part of the observer from the labelled turns in the repository.

    python -m benchmarks.observation.train

Logistic regression per behaviour (scikit-learn, liblinear) over the features of
`simulator.observation.features` and what the patterns see of that behaviour. Thresholds and the
calibration of confidences come from turns that were scored by a model that had not seen their
writer. The same labelled turns and the same code give the same file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from benchmarks.observation.labelled import Labelled, fingerprint, ours
from benchmarks.observation.scores import NAMES
from simulator.behaviours import behaviours
from simulator.observation.features import features
from simulator.observation.hits import Turn
from simulator.observation.model import PLAIN, SPREAD, ZERO, Model, write_model
from simulator.observation.normalise import spoken
from simulator.observation.observer import MOST, wariness
from simulator.observation.reading import TurnContext

TARGET = Path(__file__).resolve().parents[2] / "simulator" / "observation" / "model.zip"

LEAST_TURNS = 3
"""Turns in which a feature must stand to be learnt from."""

LEAST_WEIGHT = 4
"""Of 127: a feature that weighs less for every behaviour is left out."""

STRENGTH = 0.7
"""Inverse of the regularisation (scikit-learn's C)."""

RARE = 2.0
"""How much more a turn that has the behaviour weighs than one that has not."""

PATTERN = 1.5
"""How large a pattern's feature is beside those of words: less regularised the larger it is."""

FOLDS = 6

CAUTION = {True: 0.85, False: 0.65}
"""β of the F-measure that thresholds maximise, for what is good and what is not: under 1 a false
label weighs more than a missed one. Being blamed wrongly is worse than not being caught."""

EVERY = 6
"""One in so many turns is also learnt from without what the citizen said."""

NEEDS_CONTEXT = frozenset(
    {"probe_deeper", "summarise_check", "respectful_boundary", "talking_over"}
)

OPENING = frozenset({"greet_introduce", "closing_check"})

SHORT = 160
"""Characters of a turn that is put together with others to a longer one."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to learn from in one turn."""

    features: tuple[str, ...]
    patterns: tuple[float, ...]
    """Per behaviour how sure a pattern is, 0 when none matched."""
    wary: float
    """How much more it takes to see something in a turn of this length."""


def seen_in(turn: Labelled) -> Seen:
    """The features of a turn and what the patterns see in it."""
    looked = Turn(turn.trainee, spoken(turn.trainee[:MOST]), turn.context)
    hits = looked.look()
    sure = {str(name): hit.sure for name, hit in hits.items()}
    return Seen(
        tuple(features(looked.sentences, turn.context, looked.heard)),
        tuple(sure.get(name, 0.0) for name in NAMES),
        wariness(looked.sentences),
    )


def seen_in_all(turns: Sequence[Labelled]) -> list[Seen]:
    """`seen_in` for many turns, on all cores."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(seen_in, turns, chunksize=100))


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights before they are made small."""

    vocabulary: dict[str, int]
    weights: Vector
    """Features by behaviours."""
    pattern: Vector
    plain: Vector
    bias: Vector

    def log_odds(self, seen: Sequence[Seen]) -> Vector:
        """Turns by behaviours."""
        words = np.asarray(matrix([each.features for each in seen], self.vocabulary) @ self.weights)
        sure = _patterns(seen)
        return np.asarray(words + sure * self.pattern + (sure >= PLAIN) * self.plain + self.bias)


def fit(turns: Sequence[Labelled], seen: Sequence[Seen]) -> Fitted:
    """Learns from labelled turns."""
    counts = Counter(name for each in seen for name in each.features)
    known = sorted(name for name, count in counts.items() if count >= LEAST_TURNS)
    vocabulary = {name: row for row, name in enumerate(known)}
    words, sure = matrix([each.features for each in seen], vocabulary), _patterns(seen)

    def one(at: int) -> tuple[Vector, float, float, float]:
        name = NAMES[at]
        there = np.array([name in turn.behaviours for turn in turns])
        counts_ = np.array([name not in turn.disputed for turn in turns], dtype=float)
        matched = PATTERN * np.hstack([sure[:, [at]], sure[:, [at]] >= PLAIN])
        both = hstack([words, csr_matrix(matched)]).tocsr()
        if there.sum() < LEAST_TURNS:
            return np.zeros(len(known)), 0.0, 0.0, -8.0
        learner = LogisticRegression(
            C=STRENGTH,
            solver="liblinear",
            dual=True,  # far fewer turns than features
            class_weight={False: 1.0, True: RARE},
            max_iter=200,
            random_state=0,
        )
        learner.fit(both, there, sample_weight=counts_)
        *weights, pattern, plain = learner.coef_[0]
        return np.array(weights), PATTERN * pattern, PATTERN * plain, learner.intercept_[0]

    # One after another: liblinear draws from one stream for all threads.
    rows = [one(at) for at in range(len(NAMES))]
    return Fitted(
        vocabulary,
        np.array([row[0] for row in rows]).T,
        np.maximum(0.0, np.array([row[1] for row in rows])),
        np.maximum(0.0, np.array([row[2] for row in rows])),
        np.array([row[3] for row in rows]),
    )


def folds(turns: Sequence[Labelled]) -> Iterator[tuple[list[int], list[int]]]:
    """Which turns to learn from and which to score, so that no writer is on both sides."""
    hands = sorted({turn.hand for turn in turns})
    parts = min(FOLDS, len(hands))
    for part in range(parts):
        out = set(hands[part::parts])
        inside = [at for at, turn in enumerate(turns) if turn.hand not in out]
        yield inside, [at for at, turn in enumerate(turns) if turn.hand in out]


def out_of_context(turns: Sequence[Labelled]) -> list[Labelled]:
    """Some of the turns once more without the citizen's turn, which who asks may not know.

    What then cannot be told any more is left open.
    """
    some = [turn for turn in turns if turn.context.citizen][::EVERY]
    return [
        replace(
            turn,
            context=TurnContext(channel=turn.context.channel, verified=turn.context.verified),
            behaviours=turn.behaviours - NEEDS_CONTEXT,
            disputed=(turn.disputed | NEEDS_CONTEXT) - (turn.behaviours - NEEDS_CONTEXT),
        )
        for turn in some
    ]


def in_longer_turns(turns: Sequence[Labelled]) -> list[Labelled]:
    """Turns of two or three writers' sentences after each other, as people really go on talking.

    Only what the first part does can answer the citizen; of the others that is left open. All
    parts are by one hand, so that whoever is kept apart stays apart.
    """
    draw = Random(1)
    made = []
    for hand in sorted({turn.hand for turn in turns}):
        own = [turn for turn in turns if turn.hand == hand and len(turn.trainee) < SHORT]
        for first in own[::3]:
            parts = [first, *draw.sample(own, min(len(own), draw.choice((1, 2))))]
            parts = [part for part in parts if part.context.verified == first.context.verified]
            seen = first.behaviours.union(*(part.behaviours - NEEDS_CONTEXT for part in parts))
            open_ = NEEDS_CONTEXT.union(*(part.disputed for part in parts)) | OPENING
            made.append(
                replace(
                    first,
                    trainee=" ".join(part.trainee for part in parts),
                    behaviours=seen,
                    disputed=open_ - seen,
                )
            )
    return made


def learnt_from(turns: Sequence[Labelled]) -> list[Labelled]:
    """The turns as they are, first, and what is made of them to learn from as well."""
    return [*turns, *out_of_context(turns), *in_longer_turns(turns)]


def scored_by_strangers(turns: Sequence[Labelled], seen: Sequence[Seen]) -> Vector:
    """Log-odds of every turn from a model that never saw its writer, less what its length asks."""
    odds = np.zeros((len(turns), len(NAMES)))
    for inside, outside in folds(turns):
        fitted = fit([turns[at] for at in inside], [seen[at] for at in inside])
        odds[outside] = fitted.log_odds([seen[at] for at in outside])
    return np.asarray(odds - np.array([[each.wary] for each in seen]))


def thresholds(turns: Sequence[Labelled], odds: Vector) -> Vector:
    """Per behaviour the log-odds from which believing it pays best."""
    chosen = np.zeros(len(NAMES))
    for at, name in enumerate(NAMES):
        counts = np.array([name not in turn.disputed for turn in turns])
        there = np.array([name in turn.behaviours for turn in turns])[counts]
        own = odds[counts, at]
        order = np.argsort(-own, kind="stable")
        right = np.cumsum(there[order])
        beta = CAUTION[behaviours()[name].positive] ** 2  # type: ignore[index]
        score = (1 + beta) * right / (np.arange(1, len(order) + 1) + beta * max(1, there.sum()))
        best = int(score.argmax())
        following = own[order[min(best + 1, len(order) - 1)]]
        chosen[at] = (own[order[best]] + following) / 2
    return chosen


def calibration(turns: Sequence[Labelled], odds: Vector) -> tuple[float, float]:
    """Slope and offset that make log-odds a probability (Platt 1999), over all behaviours."""
    pairs = [
        (odds[row, at], name in turn.behaviours)
        for row, turn in enumerate(turns)
        for at, name in enumerate(NAMES)
        if name not in turn.disputed and odds[row, at] > -6
    ]
    learner = LogisticRegression(C=1e6, solver="lbfgs")
    learner.fit(np.array([[value] for value, _ in pairs]), [right for _, right in pairs])
    return float(learner.coef_[0, 0]), float(learner.intercept_[0])


def small(
    fitted: Fitted, least: Vector, slope: float, offset: float, trained_on: str = ""
) -> Model:
    """The model as it is kept: one byte a weight, features without weight left out."""
    scale = np.maximum(1e-9, np.abs(fitted.weights).max(axis=0)) / 127
    weights = np.rint(fitted.weights / scale).astype(np.int16)
    used = (np.abs(weights) >= LEAST_WEIGHT).any(axis=1)
    names = sorted(fitted.vocabulary, key=fitted.vocabulary.__getitem__)
    kept = [name for name, keep in zip(names, used, strict=True) if keep]
    return Model(
        behaviours=NAMES,
        vocabulary={name: row for row, name in enumerate(kept)},
        weights=(weights[used] + ZERO).astype(np.uint8).tobytes(),
        scale=scale.tolist(),
        bias=fitted.bias.tolist(),
        pattern=fitted.pattern.tolist(),
        plain=fitted.plain.tolist(),
        threshold=least.tolist(),
        slope=slope,
        offset=offset,
        trained_on=trained_on,
    )


def matrix(turns: Sequence[Iterable[str]], vocabulary: dict[str, int]) -> csr_matrix:
    """Turns by features: each turn's features weighed by how many it has."""
    rows, starts, values = [], [0], []
    for features_ in turns:
        known = sorted(vocabulary[name] for name in features_ if name in vocabulary)
        rows += known
        values += [SPREAD / max(1, len(known)) ** 0.5] * len(known)
        starts.append(len(rows))
    return csr_matrix(
        (np.array(values), np.array(rows, dtype=np.int32), np.array(starts, dtype=np.int32)),
        shape=(len(turns), len(vocabulary)),
    )


def _patterns(seen: Sequence[Seen]) -> Vector:
    return np.array([each.patterns for each in seen]).reshape(len(seen), len(NAMES))


def train(turns: Sequence[Labelled], trained_on: str = "") -> Model:
    """The model that these turns make."""
    learnt = learnt_from(turns)
    seen = seen_in_all(learnt)
    odds = scored_by_strangers(learnt, seen)[: len(turns)]
    slope, offset = calibration(turns, odds)
    return small(fit(learnt, seen), thresholds(turns, odds), slope, offset, trained_on)


def main() -> None:
    """Writes `simulator/observation/model.zip`."""
    made = train(ours(), fingerprint())
    with TARGET.open("wb") as target:
        write_model(target, made)
    size = TARGET.stat().st_size / 1e6
    print(f"{TARGET.name}: {len(made.vocabulary)} features, {size:.1f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
