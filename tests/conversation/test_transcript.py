from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from simulator.conversation.events import Event, path_to
from simulator.conversation.transcript import (
    TranscriptError,
    load_transcript,
    transcript_events,
    transcript_from,
)
from simulator.observation.reading_json import reading_from_json

TURNS = [
    {"speaker": "citizen", "text": "Ik bel over mijn toeslag."},
    {"speaker": "trainee", "text": "Mag ik ter controle uw geboortedatum en uw postcode?"},
    {"speaker": "citizen", "text": "3 mei 1980 en 1234 AB."},
    {"speaker": "trainee", "text": "Dank u. Wat is er gebeurd?"},
]


def _events(turns: list[dict[str, str]], **more: Any) -> list[Event]:
    return transcript_events(transcript_from({"turns": turns, **more}, name="x", where="x.json"))


def test_every_turn_of_the_trainee_is_read_and_of_the_citizen_is_not() -> None:
    kinds = [event.kind for event in _events(TURNS)]

    assert kinds == [
        "opened",
        "citizen_said",
        "trainee_said",
        "read",
        "citizen_said",
        "trainee_said",
        "read",
    ]


def test_its_events_are_one_attempt_that_fits_in_a_journal() -> None:
    events = _events(TURNS)

    assert path_to(events, events[-1].seq) == events
    assert [Event.from_json(event.to_json()) for event in events] == events


def test_what_was_read_comes_back_from_the_event() -> None:
    reading = reading_from_json(_events(TURNS)[3].data)

    assert "verify_identity" in reading.behaviours


def test_keys_that_are_not_known_are_ignored(tmp_path: Path) -> None:
    path = tmp_path / "gesprek.json"
    turns = [{**TURNS[0], "mood": "angry"}]
    path.write_text(json.dumps({"id": "t1", "title": "x", "turns": turns}), encoding="utf-8")

    transcript = load_transcript(path)

    assert (transcript.id, transcript.channel) == ("t1", "call")


def test_yaml_with_a_bom_and_windows_line_ends_reads_the_same(tmp_path: Path) -> None:
    text = "id: t1\r\nchannel: face\r\nturns:\r\n  - speaker: citizen\r\n    text: Hallo daar\r\n"
    path = tmp_path / "gesprek.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    transcript = load_transcript(path)

    assert (transcript.id, transcript.channel) == ("t1", "face")
    assert [turn.text for turn in transcript.turns] == ["Hallo daar"]


def test_personal_data_and_escape_codes_do_not_come_in() -> None:
    events = _events([{"speaker": "citizen", "text": "\x1b[31mMail ria@voorbeeld.nl\x07"}])

    assert events[1].data["text"] == "[31mMail [e-mail]"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "turns"),
        ({"turns": "hallo"}, "turns"),
        ({"turns": [{"speaker": "robot", "text": "x"}]}, "beurt 0"),
        ({"turns": [TURNS[0], {"speaker": "trainee", "text": 5}]}, "beurt 1"),
        ({"turns": [{"speaker": "trainee", "text": "x" * 10_001}]}, "te lang"),
        ({"turns": TURNS, "channel": "brief"}, "channel"),
    ],
)
def test_what_is_no_transcript_is_said_in_one_sentence(data: Any, message: str) -> None:
    with pytest.raises(TranscriptError, match=message):
        transcript_from(data, name="x", where="x.json")


@pytest.mark.parametrize(
    "raw",
    [b"{", b"\xff\xfe\x00", b"[" * 100_000, b"", b"{" + b" " * 1_000_001],
    ids=["half", "not utf-8", "deep", "empty", "large"],
)
@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_a_broken_file_is_named_and_costs_nothing(tmp_path: Path, raw: bytes, suffix: str) -> None:
    path = tmp_path / f"gesprek{suffix}"
    path.write_bytes(raw)

    with pytest.raises(TranscriptError, match="gesprek"):
        load_transcript(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="weg.json"):
        load_transcript(tmp_path / "weg.json")
