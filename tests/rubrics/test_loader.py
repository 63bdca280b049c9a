from __future__ import annotations

from pathlib import Path

import pytest

from simulator.documents import DocumentError
from simulator.rubrics import UnknownRubric, find_rubric, load_rubric
from simulator.rubrics.model import Rubric

ONE = """\
format: 1
id: klein
criteria:
  - id: C1
    title: Luisteren
    norm: luisteren naar de burger
    called_for_by: story
    levels:
      1: {text: Vraagt niets.}
      2: {when: {ever: open_question}, text: Vraagt iets.}
      3: {when: {ever: probe_deeper}, text: Vraagt door.}
      4: {when: {ever: probe_deeper, times: 3}, text: Vraagt steeds door.}
    strength: Je vroeg door.
    improve: {text: Vraag door., say: Wat gebeurde er toen?}
"""


def _problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "klein.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as error:
        load_rubric(path)
    return [f"{problem.line}: {problem.message}" for problem in error.value.problems]


def test_a_rubric_with_one_criterion_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "klein.yaml"
    path.write_text(ONE, encoding="utf-8")

    assert load_rubric(path).criterion("C1").title == "Luisteren"


def test_a_rubric_survives_being_embedded_in_a_session() -> None:
    rubric = find_rubric("basis")

    assert Rubric.model_validate(rubric.document()) == rubric


def test_a_misspelt_key_is_recognised(tmp_path: Path) -> None:
    (problem,) = _problems(
        tmp_path,
        ONE.replace("strength:", "strenght:").replace("Je vroeg door.", "x") + "    strength: x\n",
    )

    assert problem.startswith("13:") and "strength" in problem


def test_a_misspelt_behaviour_is_recognised(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, ONE.replace("ever: open_question", "ever: open_vraag"))

    assert problem.startswith("10:") and "open_vraag" in problem


def test_a_missing_level_is_named(tmp_path: Path) -> None:
    without = "\n".join(line for line in ONE.splitlines() if not line.startswith("      3:"))

    (problem,) = _problems(tmp_path, without)

    assert "niveau 3" in problem


def test_the_lowest_level_needs_no_condition(tmp_path: Path) -> None:
    (problem,) = _problems(
        tmp_path, ONE.replace("{text: Vraagt niets.}", "{when: {turn: 1}, text: Niets.}")
    )

    assert "niveau 1" in problem


@pytest.mark.parametrize("key", ["now: open_question", "phase: start", "fact: post", "topic: geld"])
def test_what_belongs_to_one_turn_or_one_scenario_is_refused(tmp_path: Path, key: str) -> None:
    (problem,) = _problems(tmp_path, ONE.replace("{ever: open_question}", "{" + key + "}"))

    assert "alleen in een scenario" in problem


def test_two_criteria_cannot_have_one_id(tmp_path: Path) -> None:
    criterion = ONE[ONE.index("  - id: C1") :]

    (problem,) = _problems(tmp_path, ONE + criterion)

    assert "'C1'" in problem


def test_an_unknown_rubric_gets_a_suggestion() -> None:
    with pytest.raises(UnknownRubric, match="'basis'"):
        find_rubric("bassis")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownRubric, match="weg.yaml"):
        find_rubric(str(tmp_path / "weg.yaml"))
