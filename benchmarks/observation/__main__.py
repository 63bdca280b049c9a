"""How well turns are read: precision, recall and F1 per behaviour, false labels, and speed.

    python -m benchmarks.observation FILE…      labelled turns that the model was not trained on
    python -m benchmarks.observation --own      the project's own turns, each by a model that has
                                                not seen its writer; traps; what more turns bring
    python -m benchmarks.observation --suites   the same act in other voices, and disturbed turns

Each line of a file: {channel, verified, citizen, trainee, behaviours, disputed?}. Labels in
`disputed` count neither way.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.observation.labelled import read_all
from benchmarks.observation.scores import outcome, print_table, seen
from simulator.observation import warm_up


def on_files(paths: Sequence[Path]) -> None:
    """Reads labelled turns and prints how well that went, and how fast."""
    turns = read_all(paths)
    warm_up()
    outcomes, seconds = [], []
    for turn in turns:
        started = time.perf_counter()
        found = seen(turn)
        seconds.append(time.perf_counter() - started)
        outcomes.append(outcome(turn, found))
    print_table(outcomes)
    ordered = sorted(seconds)
    middle, slow = statistics.median(seconds) * 1000, ordered[int(len(ordered) * 0.99)] * 1000
    print(f"ms a turn: median {middle:.2f}   p99 {slow:.2f}")


def main(arguments: Sequence[str]) -> None:
    """Does what is asked."""
    if "--own" in arguments:
        from benchmarks.observation.own import own_turns

        own_turns()
    elif "--suites" in arguments:
        from benchmarks.observation.suites import suites

        suites()
    elif arguments:
        on_files([Path(name) for name in arguments])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
