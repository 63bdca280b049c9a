"""Marks leave the house as labelled turns."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from simulator.cli import main

LOKET = str(Path(__file__).parents[1] / "data" / "loket.yaml")
GREETS = (
    "Goedemorgen, u spreekt met Samira de Vries van de gemeente. Dat had u eerder moeten melden."
)

Output = pytest.CaptureFixture[str]


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> Any:
    """Keeps a session in which a turn was corrected, and gives its id."""

    def play(said: str = GREETS, command: str = "/ook excuses") -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{said}\n{command}\n/stop\n"))
        main(["play", LOKET, "--plain", "--seed", "1"])
        capsys.readouterr()
        main(["sessions", "--json"])
        return str(json.loads(capsys.readouterr().out)[0]["id"])

    return play


def test_a_marked_turn_can_be_added_to_labelled_turns(marked: Any, capsys: Output) -> None:
    session = marked()
    assert main(["export", "--marks"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    turn = json.loads(line)
    assert list(turn) == [
        *("id", "channel", "verified", "citizen", "trainee"),
        *("behaviours", "marked", "by", "scenario"),
    ]
    assert turn["id"].startswith(session)
    assert turn["citizen"] == "Ja, met Bos. Waar blijft mijn antwoord?"
    assert "own_apology" in turn["behaviours"]
    assert turn["marked"] == {"wrong": [], "missing": ["own_apology"]}
    assert (turn["by"], turn["scenario"], turn["verified"]) == ("trainee", "loket", False)


def test_what_is_exported_can_be_observed(marked: Any, capsys: Output, tmp_path: Path) -> None:
    marked()
    file = tmp_path / "beurten.jsonl"
    assert main(["export", "--marks", "-o", str(file)]) == 0
    assert "1 beurt geschreven." in capsys.readouterr().err
    assert main(["observe", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["observations"]


def test_the_name_of_who_practised_stays_at_home(
    marked: Any, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    from simulator.settings import settings

    marked()
    marked("Bel dan naar mijn collega, zegt u maar dat u Noortje sprak.")
    monkeypatch.setenv("GEHOORD_NAME", "Noortje Peeters")
    settings.cache_clear()
    main(["export", "--marks"])
    out = capsys.readouterr().out
    assert "u spreekt met [naam] van de gemeente" in out
    assert "dat u [naam] sprak" in out
    assert "Samira" not in out and "Vries" not in out


def test_one_session_can_be_asked_for(marked: Any, capsys: Output) -> None:
    first, second = marked(), marked()
    assert first != second
    main(["export", "--marks", "--session", second])
    [turn] = map(json.loads, capsys.readouterr().out.splitlines())
    assert turn["id"].startswith(second)


def test_without_marks_there_is_nothing_on_the_output(marked: Any, capsys: Output) -> None:
    marked(command="/gehoord")
    assert main(["export", "--marks"]) == 0
    heard = capsys.readouterr()
    assert heard.out == ""
    assert "Er is nog geen beurt verbeterd." in heard.err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ((), 2, "--marks"),
        (("--marks", "--session", "../geheim"), 2, "Ik ken geen sessie"),
        (("--marks", "--session", "20261125-133005-1f4c09ab"), 2, "Ik ken geen sessie"),
        (("--marks", "-o", "."), 1, "dat is een map"),
        (("--marks", "-o", "niet/hier.jsonl"), 1, "geen bestand of map"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    arguments: tuple[str, ...], code: int, sentence: str, capsys: Output
) -> None:
    assert main(["export", *arguments]) == code
    assert sentence in capsys.readouterr().err


def test_a_damaged_session_gives_what_can_still_be_read(
    marked: Any, capsys: Output, tmp_path: Path
) -> None:
    session = marked()
    [file] = (tmp_path / "sessions").glob(f"{session}.jsonl")
    file.write_bytes(file.read_bytes() + b'{"v":1}\n{}\n')
    assert main(["export", "--marks"]) == 0
    heard = capsys.readouterr()
    assert len(heard.out.splitlines()) == 1
    assert "beschadigd" in heard.err
