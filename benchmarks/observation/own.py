"""The project's own turns, each read by a model that never saw its writer; and what more bring."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

import numpy as np

from benchmarks.observation.labelled import FOLDER, Labelled, ours
from benchmarks.observation.scores import NAMES, Outcome, figures, outcome, print_table
from benchmarks.observation.train import (
    Seen,
    fit,
    learnt_from,
    scored_by_strangers,
    seen_in_all,
    thresholds,
)
from simulator.behaviours import BehaviourId
from simulator.observation.exclusions import settle

SIZES = (500, 1000, 2500, 5000)
ASIDE = 3
"""Hands that the learning curve is measured on: the largest ones, never learnt from."""


def own_turns() -> None:
    """Prints the figures by strangers, by hand, the traps, and the learning curve."""
    turns = ours()
    learnt = learnt_from(turns)
    seen = seen_in_all(learnt)
    odds = scored_by_strangers(learnt, seen)[: len(turns)]
    least = thresholds(turns, odds)
    enough = least.tolist()
    outcomes = [
        outcome(turn, decided(row.tolist(), enough)) for turn, row in zip(turns, odds, strict=True)
    ]
    real = [each for turn, each in zip(turns, outcomes, strict=True) if turn.hand != "traps"]
    print_table(real)
    print("\nby hand (macro-F1, false labels a turn):")
    for hand, group in sorted(_by_hand(turns, outcomes).items()):
        reached = figures(group)
        print(f"  {hand:<16} {reached.macro_f1:.2f}   {reached.false_a_turn:.2f}   n {len(group)}")
    _traps([each for turn, each in zip(turns, outcomes, strict=True) if turn.hand == "traps"])
    _curve(turns, seen[: len(turns)])


def decided(odds: Sequence[float], least: Sequence[float]) -> set[str]:
    """What is seen when a turn has these log-odds."""
    over = {
        BehaviourId(name): float(value - enough)
        for name, value, enough in zip(NAMES, odds, least, strict=True)
        if value >= enough
    }
    settle(over)
    return {str(name) for name in over}


def _by_hand(turns: Sequence[Labelled], outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    hands: defaultdict[str, list[Outcome]] = defaultdict(list)
    for turn, each in zip(turns, outcomes, strict=True):
        hands[turn.hand].append(each)
    return hands


def _traps(outcomes: Sequence[Outcome]) -> None:
    lines = (FOLDER / "traps.jsonl").read_text(encoding="utf-8").splitlines()
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    for line, each in zip(lines, outcomes, strict=True):
        kinds[json.loads(line)["trap"]].append(not each.missed and not each.false)
    passed = [good for group in kinds.values() for good in group]
    print(f"\ntraps passed: {np.mean(passed):.0%} of {len(passed)}")
    for kind, group in sorted(kinds.items()):
        print(f"  {kind:<22} {np.mean(group):.0%} of {len(group)}")


def _curve(turns: Sequence[Labelled], seen: Sequence[Seen]) -> None:
    aside = {hand for hand, _ in Counter(turn.hand for turn in turns).most_common(ASIDE)}
    inside = [at for at, turn in enumerate(turns) if turn.hand not in aside]
    outside = [at for at, turn in enumerate(turns) if turn.hand in aside]
    Random(1).shuffle(inside)
    print(f"\nlearning curve, measured on {', '.join(sorted(aside))} ({len(outside)} turns):")
    for size in [size for size in SIZES if size < len(inside)] + [len(inside)]:
        some = inside[:size]
        fitted = fit([turns[at] for at in some], [seen[at] for at in some])
        odds = fitted.log_odds([seen[at] for at in outside])
        asked = [turns[at] for at in outside]
        # With the best thresholds for each size, so that only what was learnt differs.
        least = thresholds(asked, odds)
        reached = figures(
            [
                outcome(turn, decided(row.tolist(), least.tolist()))
                for turn, row in zip(asked, odds, strict=True)
            ]
        )
        print(f"  {size:>6} turns: macro-F1 {reached.macro_f1:.3f}   recall {reached.recall:.3f}")
