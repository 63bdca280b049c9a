from __future__ import annotations

from pathlib import Path

from simulator.scenarios import load_scenario
from simulator.scenarios.tell_tale import betrayed_facts

LOKET = load_scenario(Path(__file__).parents[1] / "data" / "loket.yaml")


def test_a_fact_is_betrayed_by_a_whole_word_in_any_case() -> None:
    assert betrayed_facts("De KELDER, zegt u?", LOKET) == {"kelder"}
    assert betrayed_facts("Ik belde de kelderbar in Waterdorp.", LOKET) == set()
    assert betrayed_facts("Er staat water in, dus een pomp.", LOKET) == {"kelder", "pomp"}
