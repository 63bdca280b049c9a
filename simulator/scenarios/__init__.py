"""What a trainer writes: scenarios, their model, and finding and loading them."""

from simulator.scenarios.catalogue import Entry, catalogue
from simulator.scenarios.loader import (
    UnknownScenario,
    find_scenario,
    load_scenario,
    scenario_files,
    scenario_path,
)

__all__ = [
    "Entry",
    "UnknownScenario",
    "catalogue",
    "find_scenario",
    "load_scenario",
    "scenario_files",
    "scenario_path",
]
