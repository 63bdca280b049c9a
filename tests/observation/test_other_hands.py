"""Turns that people labelled: what they saw is what is read.

The files under `labelled/` are what the model learnt from, so those floors only say that it still
knows them; how it reads writers it never saw is measured by `python -m benchmarks.observation`.
`fairness.jsonl` was never learnt from. The floors are below what is measured today: they catch a
change that hurts, not a bad day.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Set
from pathlib import Path
from typing import Any

from simulator.observation import observe
from simulator.observation.reading import TurnContext

DATA = Path(__file__).parents[1] / "data"


def rows(name: str) -> list[dict[str, Any]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def seen_in(row: dict[str, Any]) -> Set[str]:
    context = TurnContext(
        channel=row.get("channel") or "call",
        verified=bool(row.get("verified")),
        citizen=row.get("citizen"),
        crossed=row.get("crossed"),
    )
    return observe(row["trainee"], context).behaviours


def passed(row: dict[str, Any]) -> bool:
    seen = seen_in(row)
    return set(row["expect"]) <= seen and not seen & set(row["forbid"])


def test_most_of_what_people_do_is_seen_and_little_else() -> None:
    turns = rows("labelled/turns.jsonl")
    labelled = [set(row["behaviours"]) for row in turns]
    seen = [seen_in(row) for row in turns]
    found = sum(len(one & other) for one, other in zip(seen, labelled, strict=True))
    assert found / sum(map(len, labelled)) > 0.9
    assert found / sum(map(len, seen)) > 0.9


def test_an_ordinary_turn_is_left_alone() -> None:
    turns = rows("labelled/ordinary-turns.jsonl") + rows("labelled/hilde.jsonl")
    assert len(turns) >= 500
    assert sum(len(seen_in(row)) for row in turns) / len(turns) < 0.05


def test_words_that_look_alike_are_told_apart() -> None:
    traps = rows("labelled/traps.jsonl")
    assert sum(map(passed, traps)) / len(traps) > 0.9


def test_a_sentence_and_its_harmless_twin_are_told_apart() -> None:
    sentences = rows("labelled/sentences.jsonl")
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
        seen, wanted = seen_in(row), set(row["behaviours"])
        reached[row["voice"]] += [name in seen for name in wanted]
        false[row["voice"]].append(len(seen - wanted - set(row.get("disputed", ()))))
    shares = {voice: sum(found) / len(found) for voice, found in reached.items()}
    assert len(shares) == 6
    assert min(shares.values()) > 0.75
    assert max(sum(count) / len(count) for count in false.values()) < 0.2
