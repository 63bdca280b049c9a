"""Whole conversations that two raters judged: levels, order and feedback are like theirs.

Written and rated by people who had not seen the rules; the rules were then improved on them, so
these floors say that they still fit. `python -m benchmarks.assessment DIR` measures any folder.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from statistics import mean, median_low

import pytest

from simulator.assessment import Assessment, Feedback, advise, assess
from simulator.assessment.agreement import weighted_kappa
from simulator.conversation.transcript import load_transcript, transcript_events
from simulator.rubrics import find_rubric

RATED = Path(__file__).parents[1] / "data" / "rated"
Judged = list[tuple[Assessment, Feedback, dict[str, int | None]]]


@pytest.fixture(scope="module")
def judged() -> Judged:
    ratings: defaultdict[str, list[dict[str, int | None]]] = defaultdict(list)
    for line in (RATED / "ratings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        ratings[row["id"]].append(row["levels"])
    rubric = find_rubric("basis")
    found: Judged = []
    for path in sorted(RATED.glob("w*.json")):
        transcript = load_transcript(path)
        events = transcript_events(transcript)
        result = assess(events, rubric, transcript.id)
        theirs: dict[str, int | None] = {}
        for name in ratings[transcript.id][0]:
            given = [level for rater in ratings[transcript.id] if (level := rater[name])]
            theirs[name] = median_low(given) if 2 * len(given) > len(ratings[result.id]) else None
        found.append((result, advise(result, events, rubric, None), theirs))
    return found


def test_there_are_conversations_of_every_kind(judged: Judged) -> None:
    means = [mean(level for level in theirs.values() if level) for *_, theirs in judged]
    assert len(judged) >= 30
    assert min(means) < 1.5
    assert max(means) > 3.3


def test_levels_and_occasions_are_those_of_the_raters(judged: Judged) -> None:
    rows = [
        (result.level, theirs[result.id])
        for assessment, _, theirs in judged
        for result in assessment.criteria
    ]
    both = [(mine, level) for mine, level in rows if mine is not None and level is not None]
    assert weighted_kappa(both) > 0.75
    assert abs(mean(mine - level for mine, level in both)) < 0.25
    assert mean((mine is None) == (level is None) for mine, level in rows) > 0.9


def test_who_did_clearly_better_comes_out_better(judged: Judged) -> None:
    means = []
    for assessment, _, theirs in judged:
        both = [
            (result.level, level)
            for result in assessment.criteria
            if (level := theirs[result.id]) is not None and result.level is not None
        ]
        means.append((mean(mine for mine, _ in both), mean(level for _, level in both)))
    apart = [
        (one[0] - other[0]) * (one[1] - other[1]) > 0
        for at, one in enumerate(means)
        for other in means[at + 1 :]
        if abs(one[1] - other[1]) >= 0.3
    ]
    assert mean(apart) > 0.92


def test_hardly_any_praise_for_what_was_absent_or_point_for_what_was_exemplary(
    judged: Judged,
) -> None:
    praise = [theirs[p.criterion] == 1 for _, advice, theirs in judged for p in advice.strengths]
    points = [theirs[p.criterion] == 4 for _, advice, theirs in judged for p in advice.improvements]
    assert mean(praise) < 0.06
    assert mean(points) < 0.06


def test_a_level_that_is_not_marked_is_right_more_often(judged: Judged) -> None:
    right: defaultdict[bool, list[bool]] = defaultdict(list)
    for assessment, _, theirs in judged:
        for result in assessment.criteria:
            if result.level is not None and theirs[result.id] is not None:
                right[result.uncertain].append(result.level == theirs[result.id])
    assert 0.05 < len(right[True]) / (len(right[True]) + len(right[False])) < 0.5
    assert mean(right[False]) > mean(right[True])
