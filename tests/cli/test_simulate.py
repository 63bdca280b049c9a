from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli import main

LOKET = Path(__file__).parents[1] / "data" / "loket.yaml"

Output = pytest.CaptureFixture[str]


def test_one_player_gives_one_object_in_the_published_shape(capsys: Output) -> None:
    arguments = ["simulate", str(LOKET), "--player", "bad", "--runs", "3", "--json"]
    assert main(arguments) == 0
    report = json.loads(capsys.readouterr().out)
    assert list(report) == [
        "scenario",
        "player",
        "actor",
        "runs",
        "endings",
        "turns",
        "mood",
        "lines",
        "facts",
        "repeated_lines",
        "leaks",
    ]
    assert set(report["turns"]) == {"median", "p10", "p90"}
    assert set(report["mood"]) == {"anger", "trust", "stress", "grip", "control", "shame"}
    main(arguments)
    assert json.loads(capsys.readouterr().out) == report


def test_without_a_name_all_players_play(capsys: Output) -> None:
    assert main(["simulate", str(LOKET), "--runs", "1", "--json"]) == 0
    names = [report["player"] for report in json.loads(capsys.readouterr().out)]
    assert {"good", "parrot", "bad", "injector", "random"} <= set(names)


def test_an_unknown_player_is_named(capsys: Output) -> None:
    assert main(["simulate", str(LOKET), "--player", "papagaai"]) == 2
    assert "Ik ken geen speler 'papagaai'" in capsys.readouterr().err


def test_a_player_that_does_not_end_where_it_must_fails(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "loket.yaml"
    wish = 'players: {bad: {ending: {afspraak: ">=0.9"}, turns: [30, 40]}}\n'
    path.write_text(LOKET.read_text("utf-8") + wish, encoding="utf-8")
    assert main(["simulate", str(path), "--player", "bad", "--runs", "2"]) == 1
    said = capsys.readouterr().out
    assert "Einde 'afspraak' werd in 0.0% van de gesprekken bereikt; het moet >=0.9 zijn." in said
    assert "niet 30 tot 40" in said
