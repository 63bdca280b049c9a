"""The trained model: small, quick to load, made from the labelled turns that are there now."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from benchmarks.observation.labelled import LabelError, fingerprint, labelled, ours, read
from benchmarks.observation.scores import Outcome, figures, outcome, tallies
from benchmarks.observation.train import train
from simulator.behaviours import behaviours
from simulator.observation import model as models
from simulator.observation.model import ModelError, model, read_model, write_model

FILE = Path(models.__file__).with_name("model.zip")


def test_the_model_was_made_from_the_labelled_turns_that_are_here() -> None:
    assert model().trained_on == fingerprint(), "run python -m benchmarks.observation.train"


def test_the_model_is_small_and_knows_every_behaviour() -> None:
    assert FILE.stat().st_size < 5_000_000
    assert model().behaviours == tuple(behaviours())


def test_there_are_five_thousand_turns_by_many_hands() -> None:
    turns = ours()
    assert len(turns) >= 5000
    assert len({turn.hand for turn in turns}) >= 10


def test_the_same_turns_make_the_same_file() -> None:
    some = [turn for turn in ours() if turn.hand in ("misread", "kees")]
    files = []
    for _ in range(2):
        target = io.BytesIO()
        write_model(target, train(some))
        files.append(target.getvalue())
    assert files[0] == files[1]
    assert read_model(io.BytesIO(files[0])).behaviours == model().behaviours


def test_harm_asks_more_certainty_than_help() -> None:
    held = model()
    least = {
        name: held.confidence(odds)
        for name, odds in zip(held.behaviours, held.threshold, strict=True)
    }
    kinds = behaviours()
    good = [least[name] for name in kinds if kinds[name].positive]
    bad = [least[name] for name in kinds if not kinds[name].positive]
    assert sum(bad) / len(bad) > sum(good) / len(good)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\x93NUMPY"])
def test_a_damaged_model_is_refused(content: bytes) -> None:
    with pytest.raises(ModelError):
        read_model(io.BytesIO(content))


def test_a_disputed_label_counts_neither_way() -> None:
    turn = labelled(
        "x", {"trainee": "Ik bel u.", "behaviours": ["take_ownership"], "disputed": ["blaming"]}
    )
    assert outcome(turn, {"take_ownership", "blaming"}) == Outcome(
        frozenset({"take_ownership"}), frozenset(), frozenset()
    )
    reached = figures([outcome(turn, {"minimising"})])
    assert (reached.recall, reached.false_a_turn) == (0.0, 1.0)
    assert tallies([outcome(turn, {"take_ownership"})])["take_ownership"].f1 == 1.0


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "hand.jsonl"
    file.write_text(json.dumps({"trainee": "Hoi", "behaviours": ["flattery"]}), encoding="utf-8")
    with pytest.raises(LabelError, match=r"hand\.jsonl:1"):
        read(file)
