"""How well turns are read: precision, recall and F1 per behaviour, false labels, and speed.

    python -m benchmarks.observation FILE...

Each line of a file: {channel, verified, citizen, trainee, behaviours, disputed?}. Labels in
`disputed` count neither way.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from simulator.behaviours import behaviours
from simulator.observation import observe, warm_up
from simulator.observation.reading import TurnContext


def context(row: dict[str, Any]) -> TurnContext:
    """The context of a labelled turn."""
    return TurnContext(
        channel=row.get("channel") or "call",
        verified=bool(row.get("verified")),
        citizen=row.get("citizen"),
        crossed=row.get("crossed"),
    )


def main() -> None:
    """Prints the table."""
    hit: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    seconds = []
    warm_up()
    rows = [
        json.loads(line)
        for name in sys.argv[1:]
        for line in Path(name).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    for row in rows:
        said = row.get("trainee") or row["say"]
        started = time.perf_counter()
        seen = {str(name) for name in observe(said, context(row)).behaviours}
        seconds.append(time.perf_counter() - started)
        wanted, open_ = set(row["behaviours"]), set(row.get("disputed", ()))
        hit.update(seen & wanted)
        false.update(seen - wanted - open_)
        missed.update(wanted - seen)
    scores = []
    for name in behaviours():
        precision = hit[name] / max(1, hit[name] + false[name])
        recall = hit[name] / max(1, hit[name] + missed[name])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        if hit[name] + missed[name]:
            scores.append(f1)
        there = hit[name] + missed[name]
        print(f"{name:<22} P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f}  n {there}")
    total, wrong, gone = hit.total(), false.total(), missed.total()
    print(f"\nturns {len(rows)}", end="   ")
    if scores:
        print(f"macro-F1 {statistics.mean(scores):.3f}", end="   ")
        print(f"micro-F1 {2 * total / (2 * total + wrong + gone):.3f}", end="   ")
        print(f"recall {total / (total + gone):.3f}", end="   ")
    print(f"false labels a turn {wrong / len(rows):.3f}")
    ordered = sorted(seconds)
    print(f"ms a turn: median {statistics.median(seconds) * 1000:.2f}", end="   ")
    print(f"p99 {ordered[int(len(ordered) * 0.99)] * 1000:.2f}")


if __name__ == "__main__":
    main()
