from __future__ import annotations

import re
from pathlib import Path

import pytest

from simulator.cli import main

LOKET = Path(__file__).parents[1] / "data" / "loket.yaml"

Output = pytest.CaptureFixture[str]


def test_a_sound_file_is_silent_on_standard_output(capsys: Output) -> None:
    assert main(["validate", str(LOKET)]) == 0
    heard = capsys.readouterr()
    assert heard.out == ""
    assert "geen fouten" in heard.err


def test_problems_come_with_file_line_column_severity_and_code(
    tmp_path: Path, capsys: Output
) -> None:
    path = tmp_path / "loket.yaml"
    path.write_text(LOKET.read_text("utf-8").replace("theme: trust", "thema: trust"), "utf-8")
    assert main(["validate", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    for line in lines:
        assert re.match(re.escape(str(path)) + r":\d+:\d+: (error|warning) [a-z-]+ \S", line)
    assert any("unknown-key" in line and "Bedoelde u 'theme'?" in line for line in lines)


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path, capsys: Output) -> None:
    assert main(["validate", str(tmp_path / "weg.yaml")]) == 1
    assert "weg.yaml" in capsys.readouterr().out


def test_everything_that_comes_with_gehoord_is_sound(capsys: Output) -> None:
    assert main(["validate"]) == 0, capsys.readouterr().out
