"""What reading a turn costs, beside a spaCy pipeline and LiNT-II, in one run.

    python -m benchmarks.reading_cost

Each is measured in a process of its own on the same turns: time to import and load, memory it adds
(resident set), and time per turn after the first hundred. spaCy and LiNT-II are optional (extra
`lint`); what is not installed is said and left out. Without a Dutch model spaCy only splits words
and sentences, which is the least that any pipeline on top of it costs.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from benchmarks.observation.labelled import ours

TURNS = 600
WARM = 100
SPACY_MODELS = ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm")

Read = Callable[[str, str | None], object]


def observer() -> Read:
    """Gehoord: the trained model with its patterns, clarity, privacy and acute risk."""
    from simulator.observation import observe, warm_up
    from simulator.observation.reading import TurnContext

    warm_up()
    return lambda said, heard: observe(said, TurnContext(citizen=heard))


def weights() -> Read:
    """The trained model alone: what is read from its file."""
    from simulator.observation.model import model

    held = model()
    return lambda said, heard: held.score({f"w {word}": 0 for word in said.lower().split()})


def pipeline() -> Read:
    """The largest Dutch model of spaCy that is installed, else sentences alone."""
    import spacy

    installed = [name for name in SPACY_MODELS if find_spec(name)]
    if installed:
        nlp = spacy.load(installed[0])
    else:
        nlp = spacy.blank("nl")
        nlp.add_pipe("sentencizer")
    return lambda said, heard: nlp(said)


def lint() -> Read:
    """LiNT-II: readability of the same turns."""
    from lint_ii import ReadabilityAnalysis

    return lambda said, heard: ReadabilityAnalysis.from_text(said).lint_score


READERS: dict[str, tuple[Callable[[], Read], str]] = {
    "gehoord": (observer, "simulator"),
    "gehoord, model alone": (weights, "simulator"),
    "spaCy": (pipeline, "spacy"),
    "LiNT-II": (lint, "lint_ii"),
}


def resident() -> float:
    """Megabytes that this process has in memory now."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096 / 1e6


def measure(name: str) -> dict[str, float]:
    """Load time in ms, added memory in MB and time per turn in ms, in this process."""
    known = ours()
    some = known[:: max(1, len(known) // TURNS)]
    turns = [(turn.trainee, turn.context.citizen) for turn in some]
    before, started = resident(), time.perf_counter()
    read = READERS[name][0]()
    loaded = time.perf_counter() - started
    seconds = []
    for said, heard in turns:
        started = time.perf_counter()
        read(said, heard)
        seconds.append(time.perf_counter() - started)
    return {
        "load": loaded * 1000,
        "memory": resident() - before,
        "turn": statistics.median(seconds[WARM:]) * 1000,
    }


def main() -> None:
    """Prints one line per reader."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
        return
    for name, (_, library) in READERS.items():
        if not find_spec(library):
            print(f"{name:<22} not installed")
            continue
        command = [sys.executable, "-m", "benchmarks.reading_cost", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name:<22} cannot run here: {done.stderr.strip().splitlines()[-1][:90]}")
            continue
        found = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{name:<22} load {found['load']:6.0f} ms   memory {found['memory']:5.0f} MB   "
            f"a turn {found['turn']:.2f} ms"
        )


if __name__ == "__main__":
    main()
