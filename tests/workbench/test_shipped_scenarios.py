"""Every scenario that comes with Gehoord keeps its own promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.scenarios import load_scenario
from simulator.workbench.players import player_names
from simulator.workbench.simulate import simulate, unmet

SCENARIOS = {
    path.stem: load_scenario(path)
    for path in sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
}
RUNS = 30

PROMISES = [
    (name, player)
    for name, scenario in SCENARIOS.items()
    for player, expected in scenario.players.items()
    if expected.ending
]


@pytest.mark.parametrize(("name", "player"), PROMISES)
def test_a_player_ends_where_the_scenario_says(name: str, player: str) -> None:
    scenario = SCENARIOS[name]
    report = simulate(scenario, player, runs=RUNS, seed=1)
    assert unmet(report, scenario.players[player]) == []
    assert report.leaks == 0


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_player_at_all_hears_a_locked_fact(name: str) -> None:
    scenario = SCENARIOS[name]
    for player in player_names(scenario):
        assert simulate(scenario, player, runs=3, seed=5).leaks == 0
