from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.cli import main

Output = pytest.CaptureFixture[str]

GESPREK: dict[str, Any] = {
    "id": "g1",
    "channel": "call",
    "turns": [
        {
            "speaker": "citizen",
            "text": "Ik ben woest. Ik heb drie keer gebeld en niemand belt terug.",
        },
        {
            "speaker": "trainee",
            "text": "Drie keer gebeld en nooit teruggebeld. Logisch dat u boos bent.",
        },
        {"speaker": "citizen", "text": "Ja. En nu kan ik de huur niet betalen."},
        {"speaker": "trainee", "text": "Wat gebeurt er als de huur te laat is?"},
    ],
}


def write(folder: Path, name: str, data: Any) -> str:
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


def test_one_file_gives_one_object_in_the_published_shape(tmp_path: Path, capsys: Output) -> None:
    assert main(["score", write(tmp_path, "g.json", GESPREK), "--json"]) == 0
    scored = json.loads(capsys.readouterr().out)
    assert list(scored) == [
        "id",
        "rubric",
        "judge",
        "criteria",
        "strengths",
        "improvements",
        "unread_turns",
    ]
    assert (scored["id"], scored["rubric"], scored["judge"]) == ("g1", "basis", "rules")
    assert [one["id"] for one in scored["criteria"]] == [f"C{n}" for n in range(1, 13)]
    for one in scored["criteria"]:
        assert set(one) == {"id", "applicable", "level", "uncertain", "evidence"}
        for part in one["evidence"]:
            assert part["quote"] in GESPREK["turns"][part["turn"]]["text"]
    for key, fields in (
        ("strengths", {"criterion", "turn", "quote", "text"}),
        ("improvements", {"criterion", "turn", "quote", "text", "say"}),
    ):
        for each in scored[key]:
            assert set(each) == fields


def test_several_files_give_a_list(tmp_path: Path, capsys: Output) -> None:
    files = [write(tmp_path, f"{n}.json", {**GESPREK, "id": f"g{n}"}) for n in range(2)]
    assert main(["score", *files, "--json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["g0", "g1"]


def test_yaml_is_read_too(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "gesprek.yaml"
    path.write_text(
        "channel: face\nturns:\n- {speaker: citizen, text: Goedemiddag.}\n"
        "- {speaker: trainee, text: Waar kan ik u mee helpen?}\n",
        encoding="utf-8",
    )
    assert main(["score", str(path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("gesprek (basis)")
    assert "Terugkijken" in said


def test_a_bad_file_is_named_and_the_others_are_scored(tmp_path: Path, capsys: Output) -> None:
    bad = write(tmp_path, "fout.json", {"turns": [{"speaker": "hond", "text": "waf"}]})
    missing = str(tmp_path / "weg.json")
    good = write(tmp_path, "goed.json", GESPREK)
    assert main(["score", bad, missing, good, "--json"]) == 1
    heard = capsys.readouterr()
    assert [one["id"] for one in json.loads(heard.out)] == ["g1"]
    assert "fout.json" in heard.err
    assert "weg.json" in heard.err
    assert len(heard.err.splitlines()) == 2
