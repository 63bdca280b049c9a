from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.cli import main

Output = pytest.CaptureFixture[str]


def listed(capsys: Output, *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_behaviours_are_the_thirty_two(capsys: Output) -> None:
    rows = listed(capsys, "behaviours")
    assert [row["code"] for row in rows] == [f"B{n:02}" for n in range(1, 33)]
    assert set(rows[0]) == {"id", "code", "positive", "name", "meaning", "effects"}


def test_a_rubric_is_listed_with_its_criteria(capsys: Output) -> None:
    [basis] = [row for row in listed(capsys, "rubrics") if row["id"] == "basis"]
    assert [criterion["id"] for criterion in basis["criteria"]] == [f"C{n}" for n in range(1, 13)]


def test_a_broken_scenario_is_listed_with_its_problem(
    capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "eigen"
    folder.mkdir()
    (folder / "kapot.yaml").write_text("id: [", encoding="utf-8")
    monkeypatch.setenv("GEHOORD_SCENARIOS", str(folder))
    [broken] = [row for row in listed(capsys, "scenarios") if row["id"] == "kapot"]
    assert "kapot.yaml:" in broken["problem"]
    main(["scenarios"])
    assert "kapot kan niet gebruikt worden" in capsys.readouterr().err


def test_there_are_no_sessions_before_the_first(capsys: Output) -> None:
    assert listed(capsys, "sessions") == []
    assert main(["sessions"]) == 0
    assert "nog niets geoefend" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["scenario", "rubric"])
def test_the_schema_is_a_json_schema(kind: str, capsys: Output) -> None:
    assert main(["schema", kind]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "id" in schema["required"]
