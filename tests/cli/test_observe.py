from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.cli import main
from simulator.cli.observe_lines import LineError, read_line, reading_of, shape_of

Output = pytest.CaptureFixture[str]

TURN = {"id": "a1", "channel": "call", "verified": False, "citizen": None, "onbekend": 1}


def line(trainee: str, **more: object) -> str:
    return json.dumps({**TURN, "trainee": trainee, **more}, ensure_ascii=False) + "\n"


def test_every_line_gets_its_answer_in_the_published_shape(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "beurten.jsonl"
    said = "Wat is er gebeurd, meneer?"
    file.write_text("\ufeff" + line(said) + "\r\n" + line("Wat vervelend."), encoding="utf-8")
    assert main(["observe", str(file)]) == 0
    first, _second = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert list(first) == ["id", "observations", "topics", "clarity", "privacy"]
    assert {"words_per_sentence", "flesch_douma", "jargon"} <= set(first["clarity"])
    [seen] = [one for one in first["observations"] if one["behaviour"] == "open_question"]
    assert said[seen["start"] : seen["end"]] == seen["quote"]


def test_a_bad_line_is_named_and_the_rest_is_answered(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line("Wat is er gebeurd?"), "{\n", '{"id": 2}\n', "[]\n", line("Hoe gaat het met u?")]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(lines)))
    assert main(["observe"]) == 1
    heard = capsys.readouterr()
    assert len(heard.out.splitlines()) == 2
    errors = [json.loads(row) for row in heard.err.splitlines()]
    assert [error["line"] for error in errors] == [2, 3, 4]
    assert "'trainee' ontbreekt" in errors[1]["error"]


@pytest.mark.parametrize(
    "more",
    [
        {"channel": "fax"},
        {"verified": "ja"},
        {"citizen": 3},
        {"history": {}},
        {"history": [{"text": "x"}]},
        {"history": [{"speaker": "citizen"}]},
        {"trainee": "a" * 200_001},
    ],
)
def test_a_field_of_the_wrong_kind_is_a_sentence(
    more: dict[str, object], capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"trainee": "Dag.", **more})))
    assert main(["observe"]) == 1
    assert json.loads(capsys.readouterr().err)["line"] == 1


def test_it_can_be_explained(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line("Wat is er gebeurd?")))
    assert main(["observe", "--explain"]) == 0
    said = capsys.readouterr().out
    assert "a1: Wat is er gebeurd?" in said
    assert "open vraag (open_question): “Wat is er gebeurd" in said


def test_personal_data_is_masked_before_it_is_read(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line("Bel mij op 06-12345678, wat is er?")))
    main(["observe"])
    [found] = json.loads(capsys.readouterr().out)["privacy"]
    assert found["kind"] == "telefoon"


def test_answers_come_while_the_input_is_still_open() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "simulator", "observe"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for said in ("Wat is er gebeurd?", "Hoe is dat voor u?"):
            running.stdin.write(line(said))
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == "a1"
        running.stdin.close()


PLAIN = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
FIELDS = st.sampled_from(["id", "channel", "verified", "citizen", "trainee", "history", "x"])


@given(
    st.text(max_size=40)
    | st.dictionaries(FIELDS, st.recursive(PLAIN, st.lists, max_leaves=4)).map(json.dumps)
)
def test_any_line_is_answered_or_refused_in_a_sentence(written: str) -> None:
    try:
        asked = read_line(written)
    except LineError as refusal:
        assert str(refusal)
        return
    text, reading = reading_of(asked)
    for seen in shape_of(reading)["observations"]:
        assert text[seen["start"] : seen["end"]] == seen["quote"]


def test_signs_of_acute_danger_are_told_only_when_there_are_any(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Ik wil zelf ook niet meer leven."
    monkeypatch.setattr("sys.stdin", io.StringIO(line(said) + line("Wat is er gebeurd?")))
    assert main(["observe"]) == 0
    first, second = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert first["acute"] == [{"kind": "suicide", "quote": said, "start": 0, "end": len(said)}]
    assert "acute" not in second


def test_whoever_sounds_in_distress_is_told_where_to_go(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line("Ik wil zelf ook niet meer leven.")))
    main(["observe", "--explain"])
    said = capsys.readouterr().out
    assert "acuut (suicide)" in said
    assert "0800-0113" in said
