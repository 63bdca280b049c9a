from __future__ import annotations

from pathlib import Path

import pytest

from simulator.documents import Problem
from simulator.workbench.validate import problems_in

DATA = Path(__file__).parents[1] / "data"
SOURCE = (DATA / "loket.yaml").read_text(encoding="utf-8")


def problems(folder: Path, was: str, becomes: str) -> list[Problem]:
    assert was in SOURCE
    path = folder / "loket.yaml"
    path.write_text(SOURCE.replace(was, becomes, 1), encoding="utf-8")
    return problems_in(path)


def test_a_sound_scenario_has_no_problems() -> None:
    assert problems_in(DATA / "loket.yaml") == []


def test_a_word_that_betrays_a_fact_is_found_where_it_stands(tmp_path: Path) -> None:
    [problem] = problems(tmp_path, '"Wat gaat u doen?"', '"Wat doet u aan mijn kelder?"')
    assert problem.code == "leak"
    line, column = problem.line, problem.column
    assert SOURCE.splitlines()[line - 1][column - 1 :].startswith('"Wat gaat u doen?"')


@pytest.mark.parametrize(
    "when",
    [
        "{fact: kelder}",
        "{all: [{phase: boos}, {fact: kelder}]}",
        "{any: [{fact: kelder}, {fact: pomp}]}",
        "{fact: pomp}",
        "{fact_open: pomp}",
    ],
)
def test_a_line_that_waits_for_the_fact_may_use_its_words(when: str, tmp_path: Path) -> None:
    becomes = f'{{id: i_boos, when: {when}, say: ["Wat doet u aan mijn kelder?"'
    assert problems(tmp_path, '{id: i_boos, when: {phase: boos}, say: ["En nu?"', becomes) == []


@pytest.mark.parametrize(
    "when", ["{fact: [kelder, pomp]}", "{not: {fact: pomp}}", "{any: [{fact: pomp}, {turn: 3}]}"]
)
def test_a_line_that_may_come_before_the_fact_may_not(when: str, tmp_path: Path) -> None:
    becomes = f'{{id: i_boos, when: {when}, say: ["Wat doet u aan die pomp?"'
    found = problems(tmp_path, '{id: i_boos, when: {phase: boos}, say: ["En nu?"', becomes)
    assert [problem.code for problem in found] == ["leak"]


def test_a_fact_that_no_answer_tells_is_found(tmp_path: Path) -> None:
    [problem] = problems(
        tmp_path, 'reveals: pomp, say: ["Ik huur een pomp', 'say: ["Ik huur een ding'
    )
    assert problem.code == "fact-without-line"


def test_a_sample_sentence_that_is_read_otherwise_is_found(tmp_path: Path) -> None:
    path = tmp_path / "loket.yaml"
    checks = (
        'checks:\n- {say: "Ik begrijp dat dit vervelend voor u is.", '
        "behaviours: [robotic_empathy], reaction: nep}\n"
        '- {say: "Wat is er gebeurd?", behaviours: [blaming]}\n'
        '- {say: "Ik begrijp dat dit vervelend voor u is.", reaction: verwijt}\n'
    )
    path.write_text(SOURCE + checks, encoding="utf-8")
    first, second = problems_in(path)
    assert (first.code, second.code) == ("check", "check")
    assert "wordt blaming niet gezien, wel: " in first.message
    assert "komt reactie nep, niet verwijt" in second.message
