"""What the guard of a language model's replies lets through, and what it refuses wrongly.

    python -m benchmarks.guard [FILE...]

FILE holds replies as others labelled them, one JSON object a line: `{scenario, phase, told,
citizen, trainee, reply, verdict}`, where the verdict is `good` or a kind of bad. Without a file
those of the repository are read.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

from simulator.citizen.actor import Scene
from simulator.citizen.guard import Guard, Objection
from simulator.citizen.mood import bands
from simulator.citizen.spoken import sentences_of
from simulator.citizen.state import opening_state
from simulator.observation.reading import Utterance
from simulator.scenarios import find_scenario
from simulator.scenarios.model import Scenario

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "replies"

TURN = 4
"""The turn that a reply is taken to be in."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled reply, and what the guard makes of it."""

    row: Mapping[str, Any]
    objection: Objection | None

    @property
    def passed_wrongly(self) -> bool:
        """A bad reply that would have been shown whole."""
        return self.row["verdict"] != "good" and self.objection is None

    @property
    def refused_wrongly(self) -> bool:
        """A good reply that would not have been shown whole."""
        return self.row["verdict"] == "good" and self.objection is not None


def judged(row: Mapping[str, Any]) -> Outcome:
    """What the guard makes of a labelled reply, sentence by sentence as in a conversation."""
    guard = Guard(scene_of(row))
    said = ""
    for sentence in sentences_of([row["reply"]]):
        objection = guard.objection(said, sentence)
        if objection is not None:
            return Outcome(row, objection)
        said = f"{said} {sentence}".strip()
    return Outcome(row, None)


def scene_of(row: Mapping[str, Any]) -> Scene:
    """The moment in which a labelled reply was given."""
    scenario = _scenario(row["scenario"])
    state = opening_state(scenario)
    phases = [phase.id for phase in scenario.phases]
    phase = scenario.phases[phases.index(row["phase"])]
    mood = dict(state.mood)
    if phase is not scenario.phases[0]:
        mood.update(phase.rest)
        # The last phase of a file is where a conversation that fails ends up.
        mood["trust"] = 15.0 if phase is scenario.phases[-1] else 45.0
    state = replace(
        state,
        mood=mood,
        bands=bands(mood),
        phase=phase.id,
        told=frozenset(row["told"]),
        turn=TURN,
    )
    heard = [Utterance("citizen", row["citizen"])] if row["citizen"] else []
    return Scene(scenario, state, [*heard, Utterance("trainee", row["trainee"])], seed=1)


def rows(paths: Iterable[Path]) -> Sequence[Mapping[str, Any]]:
    """The labelled replies of some files."""
    return [
        {**json.loads(line), "writer": path.stem}
        for path in sorted(paths)
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


@cache
def _scenario(name: str) -> Scenario:
    return find_scenario(name)


def main(arguments: Sequence[str]) -> None:
    """Prints the shares by writer and by kind, and what went wrong."""
    found = rows([Path(name) for name in arguments] or FOLDER.glob("*.jsonl"))
    began = perf_counter()
    outcomes = [judged(row) for row in found]
    took = perf_counter() - began
    for outcome in outcomes:
        if outcome.passed_wrongly or outcome.refused_wrongly:
            what = "passed " if outcome.passed_wrongly else "refused"
            kind = outcome.objection or outcome.row["verdict"]
            print(f"{what} {kind:<12} {outcome.row['id']}  {outcome.row['reply']}")
    for writer in [*sorted({row["writer"] for row in found}), ""]:
        _print(writer or "all", [o for o in outcomes if writer in ("", o.row["writer"])])
    kinds = Counter(row["verdict"] for row in found if row["verdict"] != "good")
    missed = Counter(o.row["verdict"] for o in outcomes if o.passed_wrongly)
    print("bad by kind: " + ", ".join(f"{k} {missed[k]}/{n}" for k, n in sorted(kinds.items())))
    print(f"{1000 * took / max(1, len(found)):.2f} ms a reply")


def _print(name: str, outcomes: Sequence[Outcome]) -> None:
    good = sum(o.row["verdict"] == "good" for o in outcomes)
    bad = len(outcomes) - good
    passed = sum(o.passed_wrongly for o in outcomes)
    refused = sum(o.refused_wrongly for o in outcomes)
    print(
        f"{name:<10} bad passed {passed / max(1, bad):.1%} of {bad}"
        f"   good refused {refused / max(1, good):.1%} of {good}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
