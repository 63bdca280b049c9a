"""What a turn and a looking back cost, in memory and with the journal on disk.

    python -m benchmarks.turn

A turn is observation, director and scripted line, as simulated good and bad trainees speak them on
every scenario. Beside it: the same with every event flushed to disk before the answer.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from simulator.assessment import advise, assess
from simulator.conversation.conversation import Conversation
from simulator.conversation.events import Event
from simulator.observation import warm_up
from simulator.rubrics import find_rubric
from simulator.scenarios import find_scenario, scenario_files
from simulator.scenarios.model import Scenario
from simulator.sessions.store import SessionStore
from simulator.workbench.players import Player, rules_of

RUNS = 12
TURNS = 20


def play(
    scenario: Scenario, sink: Callable[[Event], None], player: str, seed: int
) -> tuple[Conversation, list[float]]:
    """One conversation and the seconds of each turn."""
    rubric = find_rubric(scenario.rubric)
    conversation = Conversation.open(scenario, rubric.document(), sink, seed=seed)
    trainee = Player(rules_of(player, scenario), Random(seed))
    seconds: list[float] = []
    while not conversation.ended and len(seconds) < TURNS:
        started = time.perf_counter()
        trainee.take_turn(conversation)
        seconds.append(time.perf_counter() - started)
    return conversation, seconds


def show(title: str, seconds: list[float]) -> None:
    """One line of the table, in milliseconds."""
    ordered = sorted(seconds)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    median = statistics.median(seconds)
    cost = f"median {median * 1000:7.2f} ms   p99 {p99 * 1000:7.2f} ms"
    print(f"{title:<46} {cost}   n {len(seconds)}")


def main() -> None:
    """Prints the table."""
    warm_up()
    scenarios = [find_scenario(str(path)) for path in scenario_files()]
    in_memory: list[float] = []
    on_disk: list[float] = []
    looking_back: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        store = SessionStore(Path(folder))
        for seed in range(RUNS):
            for scenario in scenarios:
                for player in ("good", "average", "bad"):
                    conversation, seconds = play(scenario, lambda event: None, player, seed)
                    in_memory += seconds
                    with store.create() as journal:
                        on_disk += play(scenario, journal.append, player, seed)[1]
                    looking_back.append(_look_back(conversation, scenario))
    show("observation + director + scripted line", in_memory)
    show("the same, with the journal flushed to disk", on_disk)
    show(f"assessment + feedback, up to {TURNS} turns", looking_back)


def _look_back(conversation: Conversation, scenario: Scenario) -> float:
    rubric = find_rubric(scenario.rubric)
    started = time.perf_counter()
    assessment = assess(conversation.path, rubric, "x")
    advise(assessment, conversation.path, rubric, scenario.document())
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
