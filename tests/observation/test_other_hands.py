"""Turns written and labelled by people who never saw the patterns.

The floors are below what is measured today: they catch a change that hurts, not a bad day.
`python -m benchmarks.observation FILE` tells the figures per behaviour.
"""

from __future__ import annotations

import json
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


def test_most_of_what_people_do_is_seen_and_little_else() -> None:
    turns = rows("turns.jsonl")
    labelled = [set(row["behaviours"]) for row in turns]
    seen = [seen_in(row) for row in turns]
    found = sum(len(one & other) for one, other in zip(seen, labelled, strict=True))
    assert found / sum(map(len, labelled)) > 0.62
    assert found / sum(map(len, seen)) > 0.65


def test_an_ordinary_turn_is_left_alone() -> None:
    turns = rows("ordinary-turns.jsonl")
    assert sum(len(seen_in(row)) for row in turns) / len(turns) < 0.08


def test_words_that_look_alike_are_told_apart() -> None:
    traps = rows("traps.jsonl")
    forbidden = sum(len(row["forbid"]) for row in traps)
    assert sum(len(seen_in(row) & set(row["forbid"])) for row in traps) / forbidden < 0.04
    passed = sum(
        set(row["expect"]) <= (seen := seen_in(row)) and not seen & set(row["forbid"])
        for row in traps
    )
    assert passed / len(traps) > 0.74
