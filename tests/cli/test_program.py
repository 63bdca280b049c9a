from __future__ import annotations

import os
import subprocess
import sys

import pytest

from simulator.cli import behaviours, main

COMMANDS = [
    "play",
    "observe",
    "score",
    "validate",
    "simulate",
    "scenarios",
    "rubrics",
    "sessions",
    "behaviours",
    "schema",
]

Output = pytest.CaptureFixture[str]


def test_help_is_dutch_and_names_every_command(capsys: Output) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("gebruik: gehoord")
    assert "show this help" not in said
    for command in COMMANDS:
        assert f"\n    {command} " in said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: Output) -> None:
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"gebruik: gehoord {command}")
    assert "usage" not in said


def test_english_is_asked_for_anywhere(capsys: Output) -> None:
    assert main(["behaviours", "--help", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("usage: ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["plya"], "ik ken geen opdracht 'plya'. Bedoelde u 'play'?"),
        (["xyzzy"], "ik ken geen opdracht 'xyzzy'."),
        (["play"], "Noem één scenario"),
        (["play", "loket", "--resume", "x"], "Noem één scenario"),
        (["play", "x", "--seed", "-3"], "gehoord play"),
        (["play", "x", "--seed", "zeven"], "'zeven' is geen heel getal"),
        (["simulate", "x", "--runs", "0"], "'0' is geen heel getal van 1"),
        (["score"], "dit ontbreekt nog"),
        (["scenarios", "--jsn"], "dit ken ik niet: --jsn"),
        (["simulate", "bestaat-niet"], "Ik ken geen scenario 'bestaat-niet'."),
        (["simulate", "elders.yaml"], "Het bestand elders.yaml is er niet."),
        (["score", "x.json", "--rubric", "bazis"], "Bedoelde u 'basis'?"),
        (["scenarios", "--lang", "fy"], "Gehoord spreekt geen 'fy'"),
        (["play", "--resume", "20260101-000000-00000000", "--plain"], "Ik ken geen sessie"),
    ],
)
def test_a_wrong_command_gets_a_dutch_sentence_and_code_2(
    arguments: list[str], says: str, capsys: Output
) -> None:
    assert main(arguments) == 2
    heard = capsys.readouterr()
    assert says in heard.err
    assert heard.out == ""
    assert "Traceback" not in heard.err


def test_without_a_terminal_the_application_says_how_else_to_practise(capsys: Output) -> None:
    assert main([]) == 2
    assert "--plain" in capsys.readouterr().err


def test_a_wrong_setting_is_a_sentence(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEHOORD_PACE", "snel")
    assert main(["scenarios"]) == 1
    said = capsys.readouterr().err
    assert "GEHOORD_PACE" in said
    assert said.count("\n") == 1


def test_what_should_not_happen_is_a_sentence_too_and_can_be_looked_into(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(options: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(behaviours, "run", break_down)
    assert main(["behaviours"]) == 1
    assert "niet had mogen gebeuren (ZeroDivisionError)" in capsys.readouterr().err
    monkeypatch.setenv("GEHOORD_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["behaviours"])


def test_a_full_disk_is_named(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_up(options: object) -> int:
        raise OSError(28, "No space left on device", "/ergens")

    monkeypatch.setattr(behaviours, "run", fill_up)
    assert main(["behaviours"]) == 1
    assert capsys.readouterr().err == "/ergens: de schijf is vol.\n"


def test_ctrl_c_is_no_mistake(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(behaviours, "run", stop)
    assert main(["behaviours"]) == 130
    assert capsys.readouterr().err == ""


def test_a_reader_that_goes_away_is_no_reason_to_complain() -> None:
    command = [sys.executable, "-m", "simulator", "behaviours", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""


def test_output_is_utf8_whatever_the_machine_says() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "rubrics", "--help"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=True,
    )
    assert "rubrics" in done.stdout.decode("utf-8")
