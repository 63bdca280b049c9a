"""Makes the part of the observer that weighs words for acute risk.

    python -m benchmarks.observation.train_acute

Logistic regression per kind (scikit-learn, liblinear) over the words and letters of the sentences
in `tests/data/acute`; ordinary turns from `tests/data/labelled`, in which no pattern sees a risk,
are learnt from as well. Thresholds and the figures that are printed come from sentences that were
scored by a model that had not seen their writer.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.observation.labelled import fingerprint, ours
from benchmarks.observation.train import matrix
from simulator.observation.acute import by_patterns
from simulator.observation.acute_words import ACUTE_KINDS, acute_features
from simulator.observation.model import ZERO, Model, write_model
from simulator.observation.normalise import spoken

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "data" / "acute"
TARGET = Path(__file__).resolve().parents[2] / "simulator" / "observation" / "acute.zip"

ORDINARY = 9000
"""Ordinary turns to learn from; as many again to measure on."""

LEAST_TEXTS = 2
"""Texts in which a feature must stand to be learnt from."""

LEAST_WEIGHT = 3
"""Of 127: a feature that weighs less for every kind is left out."""

STRENGTH = 1.0
RARE = 3.0
"""How much more a text with a risk weighs than one without."""

FALSE_ORDINARY = 0.005
"""Share of ordinary turns in which something may be seen that is not there."""

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Text:
    """One text and the risk that people see in it."""

    writer: str
    text: str
    kind: str | None
    features: frozenset[str]
    pattern: bool
    """Whether a pattern sees a risk in it."""


def texts() -> list[Text]:
    """All sentences of the repository about risk."""
    found = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "acute" in row:
                found.append(_text(path.stem, row["text"], row["acute"]))
    return found


def ordinary() -> list[Text]:
    """Turns in which no pattern sees a risk, in a fixed but arbitrary order."""
    said = sorted(
        {text for turn in ours() for text in (turn.trainee, turn.context.citizen) if text}
    )
    Random(1).shuffle(said)
    made = (_text("ordinary", text, None) for text in said)
    return [text for text in made if not text.pattern]


def fit(learnt: Sequence[Text]) -> tuple[dict[str, int], Vector, Vector]:
    """Vocabulary, weights (features by kinds) and biases."""
    counts = Counter(name for text in learnt for name in text.features)
    known = sorted(name for name, count in counts.items() if count >= LEAST_TEXTS)
    vocabulary = {name: row for row, name in enumerate(known)}
    words = matrix([text.features for text in learnt], vocabulary)
    weights, bias = [], []
    for kind in ACUTE_KINDS:
        learner = LogisticRegression(
            C=STRENGTH,
            solver="liblinear",
            dual=True,
            class_weight={False: 1.0, True: RARE},
            max_iter=300,
            random_state=0,
        )
        learner.fit(words, np.array([text.kind == kind for text in learnt]))
        weights.append(learner.coef_[0])
        bias.append(learner.intercept_[0])
    return vocabulary, np.array(weights).T, np.array(bias)


def by_strangers(found: Sequence[Text], usual: Sequence[Text]) -> tuple[Vector, Vector]:
    """Log-odds of every sentence, and the highest of those of ordinary turns, by strangers."""
    odds = np.zeros((len(found), len(ACUTE_KINDS)))
    aside = usual[ORDINARY : 2 * ORDINARY]
    highest = []
    for writer in sorted({text.writer for text in found}):
        inside = [text for text in found if text.writer != writer]
        vocabulary, weights, bias = fit([*inside, *usual[:ORDINARY]])
        own = [at for at, text in enumerate(found) if text.writer == writer]
        odds[own] = matrix([found[at].features for at in own], vocabulary) @ weights + bias
        rest = matrix([text.features for text in aside], vocabulary) @ weights + bias
        highest.append(np.asarray(rest).max(axis=1))
    return odds, np.concatenate(highest)


def main() -> None:
    """Writes `simulator/observation/acute.zip` and prints what strangers make of it."""
    found, usual = texts(), ordinary()
    odds, highest = by_strangers(found, usual)
    least = float(np.quantile(highest, 1 - FALSE_ORDINARY))
    _report(found, odds, highest, least)
    vocabulary, weights, bias = fit([*found, *usual[:ORDINARY]])
    scale = np.maximum(1e-9, np.abs(weights).max(axis=0)) / 127
    small = np.rint(weights / scale).astype(np.int16)
    used = (np.abs(small) >= LEAST_WEIGHT).any(axis=1)
    names = sorted(vocabulary, key=vocabulary.__getitem__)
    nothing = [0.0] * len(ACUTE_KINDS)
    made = Model(
        behaviours=ACUTE_KINDS,
        vocabulary={
            name: row
            for row, name in enumerate(n for n, keep in zip(names, used, strict=True) if keep)
        },
        weights=(small[used] + ZERO).astype(np.uint8).tobytes(),
        scale=scale.tolist(),
        bias=bias.tolist(),
        pattern=nothing,
        plain=nothing,
        threshold=[least] * len(ACUTE_KINDS),
        slope=1.0,
        offset=0.0,
        trained_on=fingerprint(FOLDER),
    )
    with TARGET.open("wb") as target:
        write_model(target, made)
    size = TARGET.stat().st_size / 1e6
    print(f"{TARGET.name}: {len(made.vocabulary)} features, {size:.1f} MB", file=sys.stderr)


def _report(found: Sequence[Text], odds: Vector, highest: Vector, least: float) -> None:
    print(f"ordinary turns with a false sign: {(highest >= least).mean():.1%}")
    seen = odds.max(axis=1) >= least
    for writer in sorted({text.writer for text in found}):
        rows = [at for at, text in enumerate(found) if text.writer == writer]
        risk = [at for at in rows if found[at].kind]
        near = [at for at in rows if not found[at].kind]
        both = [seen[at] or found[at].pattern for at in risk]
        print(
            f"{writer:<10} patterns {np.mean([found[at].pattern for at in risk]):.2f}"
            f"   words {seen[risk].mean():.2f}   together {np.mean(both):.2f}"
            f"   false on near misses {np.mean([seen[at] or found[at].pattern for at in near]):.2f}"
        )


def _text(writer: str, text: str, kind: str | None) -> Text:
    said = spoken(text)
    return Text(
        writer,
        text,
        kind,
        frozenset(acute_features(said.text)),
        bool(by_patterns(text, said)),
    )


if __name__ == "__main__":
    main()
