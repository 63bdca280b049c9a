"""What reaches the command from outside, however strange, gets one sentence and no traceback."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from simulator.cli import lines, main, voices
from simulator.sessions.store import SessionStore

Output = pytest.CaptureFixture[str]
MANY_DIGITS = "9" * 5000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from simulator.settings import settings

    monkeypatch.setenv("GEHOORD_SESSIONS", str(tmp_path / "s"))
    settings.cache_clear()
    return tmp_path / "s"


def hears(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_number_of_thousands_of_digits_is_no_number(
    folder: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    hears(monkeypatch, f"hoi\n/terug {MANY_DIGITS}\n/doe {MANY_DIGITS}\n/stop\n")
    assert main(["play", "weer-een-ander", "--plain"]) == 0
    assert capsys.readouterr().out.count("Zet er een nummer achter") == 2
    assert main(["simulate", "weer-een-ander", "--runs", MANY_DIGITS]) == 2


@pytest.mark.parametrize("arguments", [["play", "weer-een-ander", "--plain"], ["observe"]])
def test_closed_input_is_input_that_has_ended(
    arguments: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(arguments) == 0
    sys.stdin.close()


def test_closed_output_is_no_reason_to_complain(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["behaviours"]) == 0
    sys.stdout.close()
    assert capsys.readouterr().err == ""


def test_a_line_without_an_end_stops_the_reading_and_keeps_what_was_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 50)
    hears(monkeypatch, "hoi\n" + "x" * 60)
    assert main(["play", "weer-een-ander", "--plain"]) == 0
    assert "te lang om te lezen" in capsys.readouterr().err
    assert [each.turns for each in SessionStore(folder).list()] == [1]
    hears(monkeypatch, "x" * 60)
    assert main(["observe"]) == 1
    assert "te lang om te lezen" in capsys.readouterr().err


def test_turns_in_another_encoding_are_refused_in_a_sentence(
    tmp_path: Path, capsys: Output
) -> None:
    file = tmp_path / "beurten.jsonl"
    file.write_bytes('{"trainee": "één"}'.encode("latin-1"))
    assert main(["observe", str(file)]) == 1
    assert "dit is geen UTF-8" in capsys.readouterr().err


def test_a_finished_conversation_that_is_resumed_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    hears(monkeypatch, "hoi\n/stop\n")
    main(["play", "weer-een-ander", "--plain"])
    assert "al afgelopen" not in capsys.readouterr().out
    (kept,) = SessionStore(folder).list()
    hears(monkeypatch, "nog iets\n")
    assert main(["play", "--resume", kept.id, "--plain"]) == 0
    assert "Dit gesprek is al afgelopen." in capsys.readouterr().out


@pytest.mark.parametrize("edited", ['"text":3', '"text":null', '"tekst":"hoi"'])
def test_a_session_in_which_words_became_something_else_is_refused(
    edited: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    hears(monkeypatch, "hoi\n/stop\n")
    main(["play", "weer-een-ander", "--plain"])
    (path,) = folder.glob("*.jsonl")
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace('"text":"hoi"', edited, 1), encoding="utf-8")
    assert main(["play", "--resume", path.stem, "--plain"]) == 1
    assert "klopt iets niet" in capsys.readouterr().err


def test_what_is_no_file_is_no_session(folder: Path, capsys: Output) -> None:
    (folder / "20261125-133005-1f4c09ab.jsonl").mkdir(parents=True)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "20261125-133005-1f4c09ac.jsonl")
    assert main(["sessions"]) == 0
    assert "nog niets geoefend" in capsys.readouterr().out


def test_a_session_removed_meanwhile_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def removing(stream: object) -> str:
        for path in folder.glob("*.jsonl"):
            path.rename(path.with_suffix(".weg"))
        return ""

    monkeypatch.setattr(voices, "next_line", removing)
    assert main(["play", "weer-een-ander", "--plain"]) == 1
    assert "intussen verplaatst of gewist" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["score", "validate", "observe"])
def test_why_a_file_cannot_be_read_is_said_in_dutch(command: str, capsys: Output) -> None:
    assert main([command, "bestaat-niet.json"]) == 1
    said = "".join(capsys.readouterr())
    assert "er is geen bestand of map van die naam" in said
    assert "No such file" not in said
