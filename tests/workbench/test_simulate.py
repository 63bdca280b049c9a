from __future__ import annotations

from pathlib import Path

from simulator.scenarios import load_scenario
from simulator.workbench.simulate import MOST_TURNS, simulate

LOKET = load_scenario(Path(__file__).parents[1] / "data" / "loket.yaml")


def test_the_same_seed_gives_the_same_report_and_another_seed_another() -> None:
    one, again = (simulate(LOKET, "random", runs=5, seed=3) for _ in range(2))
    assert one == again
    assert simulate(LOKET, "random", runs=5, seed=4) != one


def test_shares_are_of_the_runs() -> None:
    report = simulate(LOKET, "good", runs=4, seed=1)
    assert abs(sum(report.endings.values()) - 1) < 1e-9
    assert all(0 <= share <= 1 for share in report.facts.values())
    assert report.turns.p10 <= report.turns.median <= report.turns.p90 <= MOST_TURNS


def test_mood_starts_where_the_scenario_says() -> None:
    report = simulate(LOKET, "bad", runs=3)
    assert report.mood["anger"][0] == 70
    assert max(report.mood["anger"]) > 70


def test_lines_that_nobody_heard_are_counted_as_zero() -> None:
    report = simulate(LOKET, "injector", runs=2)
    assert report.lines["a_kelder"] == 0
    assert report.lines["out_of_role"] > 0


def test_a_citizen_who_betrays_a_locked_fact_is_caught() -> None:
    careless = LOKET.model_copy(update={"opening": ["Mijn kelder! Waar blijft mijn antwoord?"]})
    assert simulate(careless, "parrot", runs=3).leaks == 3
    assert simulate(LOKET, "good", runs=3).leaks == 0


def test_words_that_come_twice_are_counted() -> None:
    short = LOKET.model_copy(update={"out_of_role": ["Wat?"]})
    assert simulate(short, "injector", runs=1).repeated_lines > 2
