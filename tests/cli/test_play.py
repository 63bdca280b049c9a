from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from simulator.cli import main

LOKET = str(Path(__file__).parents[1] / "data" / "loket.yaml")

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def input_from(monkeypatch: pytest.MonkeyPatch) -> Any:
    def give(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(line + "\n" for line in lines)))

    return give


def saved_session(capsys: Output) -> str:
    main(["sessions", "--json"])
    return str(json.loads(capsys.readouterr().out)[0]["id"])


def test_a_conversation_goes_line_by_line_and_ends_in_feedback(
    input_from: Any, capsys: Output
) -> None:
    input_from("Dat had niet mogen gebeuren, u wacht al veel te lang.", "Wat is er gebeurd?")
    assert main(["play", LOKET, "--plain", "--seed", "1"]) == 0
    said = capsys.readouterr().out
    assert "Telefoon, gemeente Waterdorp" in said
    assert "Joke Bos: Ja, met Bos. Waar blijft mijn antwoord?" in said
    assert "Jij: Wat is er gebeurd?" in said
    assert "Terugkijken" in said
    assert "Bewaard als" in said
    assert "\x1b" not in said


def test_the_same_seed_gives_the_same_conversation(input_from: Any, capsys: Output) -> None:
    heard = []
    for _ in range(2):
        input_from("Wat is er gebeurd?", "Dat had niet mogen gebeuren.", "Hoe is dat voor u?")
        main(["play", LOKET, "--plain", "--seed", "7"])
        heard.append(capsys.readouterr().out.partition("Bewaard als")[0])
    assert heard[0] == heard[1]


def test_events_come_one_a_line(input_from: Any, capsys: Output) -> None:
    input_from("Wat is er gebeurd?", "/stop")
    assert main(["play", LOKET, "--json", "--seed", "1"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [event["seq"] for event in events] == list(range(len(events)))
    kinds = [event["kind"] for event in events]
    assert kinds[:2] == ["opened", "citizen_said"]
    assert kinds[2:5] == ["trainee_said", "read", "moved"]
    assert kinds[-3:] == ["ended", "assessed", "advised"]


def test_what_was_said_is_kept_and_can_be_gone_on_with(input_from: Any, capsys: Output) -> None:
    input_from("Wat is er gebeurd?")
    main(["play", LOKET, "--plain"])
    capsys.readouterr()
    session = saved_session(capsys)
    input_from("/terug 1", "Ik luister, vertelt u maar.")
    assert main(["play", "--resume", session, "--plain"]) == 0
    said = capsys.readouterr().out
    assert "Jij: Wat is er gebeurd?" in said
    assert "Opnieuw vanaf jouw beurt 1." in said
    main(["sessions", "--json"])
    [row] = json.loads(capsys.readouterr().out)
    assert row["attempts"] == 2


def test_ctrl_c_leaves_the_conversation_open(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press_ctrl_c(*_: object) -> str:
        raise KeyboardInterrupt

    typing = io.StringIO()
    monkeypatch.setattr(typing, "readline", press_ctrl_c, raising=False)
    monkeypatch.setattr("sys.stdin", typing)
    assert main(["play", LOKET, "--plain"]) == 130
    assert "gehoord play --resume" in capsys.readouterr().err
    main(["sessions", "--json"])
    [row] = json.loads(capsys.readouterr().out)
    assert not row["finished"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/hulp", "/terug 2: opnieuw vanaf jouw beurt 2"),
        ("/acties", "1. Dossier openen (nu nog niet)"),
        ("/doe 1", "'Dossier openen' kan nu nog niet."),
        ("/doe 9", "Handeling 9 is er niet."),
        ("/doe", "Zet er een nummer achter"),
        ("/terug 3", "Beurt 3 is er niet."),
        ("/hint", "Tip: "),
        ("/dans", "Die opdracht ken ik niet."),
        ("/pauze", "Pauze."),
        ("", "Zeg eerst iets."),
        ("a" * 10_000, "Dat is te lang voor één beurt"),
        ("/doe 2", "Je doet: Wijkteam bellen"),
    ],
)
def test_whatever_is_typed_gets_an_answer(
    typed: str, answer: str, input_from: Any, capsys: Output
) -> None:
    input_from(typed, "/stop")
    assert main(["play", LOKET, "--plain"]) == 0
    heard = capsys.readouterr()
    assert answer in heard.out
    assert heard.err.count("\n") <= 1


@pytest.mark.parametrize(
    "typed", ["\x1b]52;c;RVZJTA==\x07", "[red]rood[/]", "{0} %s", "مرحبا", "\x00\x07", "'; DROP"]
)
def test_odd_input_is_only_text(typed: str, input_from: Any, capsys: Output) -> None:
    input_from(typed, "/stop")
    assert main(["play", LOKET, "--json"]) == 0
    assert "\\u001b" not in capsys.readouterr().out


def test_feedback_is_followed_by_a_second_try(input_from: Any, capsys: Output) -> None:
    input_from("Dat is uw eigen schuld.", "/stop", "/terug 1", "Wat is er gebeurd?", "/stop")
    main(["play", LOKET, "--plain"])
    assert capsys.readouterr().out.count("Terugkijken") == 2
