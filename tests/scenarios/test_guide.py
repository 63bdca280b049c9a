from __future__ import annotations

import re
from pathlib import Path

from simulator.documents import parse_document
from simulator.scenarios.loader import scenario_from
from simulator.workbench.simulate import simulate

GUIDE = Path(__file__).parents[2] / "docs" / "scenario-schrijven.md"


def test_the_first_scenario_of_the_guide_can_be_played() -> None:
    written = re.search(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert written is not None
    scenario = scenario_from(parse_document(written[1]))
    assert simulate(scenario, "bad", runs=5).endings["walked_out"] == 1
    assert simulate(scenario, "good", runs=5).leaks == 0
