"""Turns that people labelled: what they saw is what is read.

The files under `labelled/` are what the model learnt from, so those floors only say that it still
knows them; how it reads writers it never saw is measured by `python -m benchmarks.observation`.
`fairness.jsonl` was never learnt from. The floors are below what is measured today: they catch a
change that hurts, not a bad day.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.observation.labelled import Labelled, labelled, read
from benchmarks.observation.scores import outcome, seen

DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[dict[str, Any]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def by(hand: str) -> list[Labelled]:
    return read(DATA / "labelled" / f"{hand}.jsonl")


def passed(turn: Labelled) -> bool:
    of = outcome(turn, seen(turn))
    return not of.missed and not of.false


def test_most_of_what_people_do_is_seen_and_little_else() -> None:
    turns = by("turns")
    found = [seen(turn) for turn in turns]
    right = sum(len(one & turn.behaviours) for one, turn in zip(found, turns, strict=True))
    assert right / sum(len(turn.behaviours) for turn in turns) > 0.9
    assert right / sum(map(len, found)) > 0.9


def test_an_ordinary_turn_is_left_alone() -> None:
    turns = by("ordinary-turns") + by("hilde")
    assert len(turns) >= 500
    assert sum(len(seen(turn)) for turn in turns) / len(turns) < 0.05


def test_words_that_look_alike_are_told_apart() -> None:
    traps = by("traps")
    assert sum(map(passed, traps)) / len(traps) > 0.9


def test_a_sentence_and_its_harmless_twin_are_told_apart() -> None:
    sentences = by("sentences")
    assert sum(map(passed, sentences)) / len(sentences) > 0.93


def test_every_pair_has_forty_examples() -> None:
    pairs: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows("labelled/fenna.jsonl") + rows("labelled/gerda.jsonl"):
        if "pair" in row:
            pairs[row["pair"].rsplit("-", 1)[0]].add(row["pair"])
    assert len(pairs) >= 10
    assert min(map(len, pairs.values())) >= 40


def test_the_same_act_is_seen_in_every_voice() -> None:
    reached: defaultdict[str, list[bool]] = defaultdict(list)
    false: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows("fairness.jsonl"):
        turn = labelled("fairness", row)
        found = seen(turn)
        reached[row["voice"]] += [name in found for name in turn.behaviours]
        false[row["voice"]].append(len(outcome(turn, found).false))
    shares = {voice: sum(found) / len(found) for voice, found in reached.items()}
    assert len(shares) == 6
    assert min(shares.values()) > 0.75
    assert max(sum(count) / len(count) for count in false.values()) < 0.2
