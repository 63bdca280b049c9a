"""How the meter of clarity agrees with people and with other formulas, and what it costs.

    python -m benchmarks.clarity [FILE]

It reads `tests/data/clarity.jsonl`: explanations that were sorted by hand into easy, fair and hard.
FILE holds labelled turns as `benchmarks.observation` reads them: there the meter must find turns of
unexplained jargon harder than plain explanations. LiNT-II joins in when it is installed
(`pip install 'gehoord[lint]'` and `python -m spacy download nl_core_news_lg`).
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import mean, median

from simulator.observation.clarity.measure import measure
from simulator.observation.clarity.meter import measured

LABELLED = Path(__file__).parent.parent / "tests" / "data" / "clarity.jsonl"
BANDS = ("easy", "fair", "hard")

Formula = Callable[[str], float]
"""Higher is harder."""


def ranks(values: Sequence[float]) -> list[float]:
    """The place of every value from 1; equal values share the middle of their places."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            found[place] = (at + 1 + end) / 2
        at = end
    return found


def spearman(one: Sequence[float], two: Sequence[float]) -> float:
    """Rank correlation, −1 to 1; 0 when one of them does not vary."""
    a, b = ranks(one), ranks(two)
    mean_a, mean_b = mean(a), mean(b)
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    spread = sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)
    return float(both / spread**0.5) if spread else 0.0


def harder_than(harder: Sequence[float], easier: Sequence[float]) -> float:
    """How often a value of the first is above one of the second; equal counts for half."""
    wins = [(one > two) + 0.5 * (one == two) for one in harder for two in easier]
    return mean(wins)


FORMULAS: dict[str, Formula] = {
    "meter": lambda text: measured(measure(text)).weight,
    "Flesch-Douma alone": lambda text: -(measure(text).flesch_douma or 100.0),
    "words per sentence alone": lambda text: measure(text).words_per_sentence,
    "official words alone": lambda text: len(measure(text).jargon),
    "rare words alone": lambda text: len(measure(text).rare_words),
    "passives alone": lambda text: len(measure(text).passives),
}


def _interval(one: Sequence[float], two: Sequence[float]) -> tuple[float, float]:
    """Where 95 of 100 draws with replacement lie."""
    random = Random(1)
    places = range(len(one))
    drawn = []
    for _ in range(1000):
        some = random.choices(places, k=len(one))
        drawn.append(spearman([one[at] for at in some], [two[at] for at in some]))
    drawn.sort()
    return drawn[25], drawn[975]


def _agreement(texts: Sequence[str], labels: Sequence[str]) -> None:
    wanted = [float(BANDS.index(label)) for label in labels]
    for name, formula in FORMULAS.items():
        values = [formula(text) for text in texts]
        low, high = _interval(values, wanted)
        print(
            f"{name:26} rank correlation {spearman(values, wanted):.2f} ({low:.2f} to {high:.2f})"
        )
    bands = [measured(measure(text)).band for text in texts]
    seen: Counter[tuple[str, str]] = Counter(zip(labels, bands, strict=True))
    for label in BANDS:
        row = "  ".join(f"{band} {seen[label, band]:2}" for band in BANDS)
        print(f"sorted as {label}: meter says {row}")
    print(f"same band {mean(a == b for a, b in zip(labels, bands, strict=True)):.2f}")


def _lint(texts: Sequence[str], labels: Sequence[str]) -> None:
    """LiNT-II beside the meter, where it can be computed."""
    try:
        analysis = importlib.import_module("lint_ii").ReadabilityAnalysis
        found = [(text, analysis.from_text(text).lint.score) for text in texts]
    except Exception:  # it has exceptions of its own, also for a model that is missing
        print("LiNT-II was not computed: lint_ii or its spaCy model nl_core_news_lg is missing.")
        return
    # A text without a noun that it knows has no score.
    scores = {text: float(score) for text, score in found if score is not None}
    theirs = [*scores.values()]
    mine = [FORMULAS["meter"](text) for text in scores]
    wanted = dict(zip(texts, map(BANDS.index, labels), strict=True))
    print(f"LiNT-II and the meter: rank correlation {spearman(mine, theirs):.2f}, n {len(scores)}")
    sorted_by_hand = [float(wanted[text]) for text in scores]
    print(f"LiNT-II and the sorting by hand: {spearman(sorted_by_hand, theirs):.2f}")


def _turns(file: Path) -> None:
    """Turns that others labelled, of which one kind has to be harder."""
    harder, easier = [], []
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        named = set(row.get("behaviours", ()))
        if "unexplained_jargon" in named:
            harder.append(row["trainee"])
        elif "plain_explanation" in named:
            easier.append(row["trainee"])
    if not harder or not easier:
        return
    print(f"{file.name}: {len(harder)} with unexplained jargon, {len(easier)} explained plainly")
    for name, formula in FORMULAS.items():
        share = harder_than([*map(formula, harder)], [*map(formula, easier)])
        print(f"  {name:26} the former harder in {share:.0%} of the pairs")


def _speed(texts: Sequence[str]) -> None:
    from simulator.observation import warm_up

    warm_up()
    for title in ("every word new", "words heard before"):
        took = []
        for text in texts:
            start = time.perf_counter()
            measured(measure(text))
            took.append(1e6 * (time.perf_counter() - start))
        took.sort()
        print(f"µs a turn, {title}: median {median(took):.0f}, p99 {took[-2]:.0f}")


def main(files: Sequence[str]) -> None:
    """Prints the agreement and the time it takes."""
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    texts = [row["trainee"] for row in rows]
    _speed(texts)
    labels = [row["band"] for row in rows]
    _agreement(texts, labels)
    _lint(texts, labels)
    for file in files:
        _turns(Path(file))


if __name__ == "__main__":
    main(sys.argv[1:])
