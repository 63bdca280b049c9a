"""How the rules agree with people, and what an assessment costs.

    python -m benchmarks.assessment DIR

DIR holds transcripts (`*.json`, the input of `gehoord score`) and `ratings.jsonl`: one line per
rater and transcript, `{"id", "rater", "levels": {"C1": 3, "C2": null, …}}`; null is not applicable.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean, median, median_low

from simulator.assessment import Result, advise, assess
from simulator.assessment.agreement import weighted_kappa
from simulator.assessment.feedback import Feedback
from simulator.conversation.events import Event
from simulator.conversation.transcript import load_transcript, transcript_events
from simulator.rubrics import find_rubric
from simulator.rubrics.model import Rubric

Levels = Mapping[str, int | None]

APART = 0.3
"""Difference in mean level from which the order of two conversations must be right. The mean is a
figure for benchmarks; nobody is ever shown one."""


def middle(ratings: Sequence[Levels], criterion: str) -> int | None:
    """What most raters hold: not applicable, or the median of the levels given."""
    given = [level for rating in ratings if (level := rating[criterion]) is not None]
    return median_low(given) if 2 * len(given) > len(ratings) else None


def _ratings(folder: Path) -> dict[str, list[Levels]]:
    ratings: dict[str, list[Levels]] = {}
    for line in (folder / "ratings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        ratings.setdefault(row["id"], []).append(row["levels"])
    return ratings


def pairs_of(
    criterion: str, results: Sequence[tuple[Result, int | None]]
) -> list[tuple[int | None, int | None]]:
    """The levels given here and by raters on one criterion."""
    return [(part.level, level) for part, level in results if part.id == criterion]


def _report(name: str, mine: Levels, theirs: Levels) -> None:
    cells = []
    for criterion, level in theirs.items():
        own = mine[criterion]
        cells.append(f"{criterion} {'-' if own is None else own}/{'-' if level is None else level}")
    print(f"{name}:  " + "  ".join(cells))


def _agreement(pairs: Iterable[tuple[int | None, int | None]], title: str) -> None:
    rows = list(pairs)
    both = [(a, b) for a, b in rows if a is not None and b is not None]
    if not both:
        return
    same = mean((a is None) == (b is None) for a, b in rows)
    print(
        f"{title}: weighted kappa {weighted_kappa(both):.2f}, "
        f"exact {mean(a == b for a, b in both):.2f}, "
        f"bias {mean(a - b for a, b in both):+.2f}, applicability {same:.2f}, n {len(both)}"
    )


def _order(means: Sequence[tuple[float, float]]) -> None:
    """Whether conversations that raters put clearly apart come in the same order here."""
    apart = [
        (one, other)
        for at, one in enumerate(means)
        for other in means[at + 1 :]
        if abs(one[1] - other[1]) >= APART
    ]
    if apart:
        same = mean((one[0] - other[0]) * (one[1] - other[1]) > 0 for one, other in apart)
        print(f"same order: {same:.2f} of {len(apart)} pairs at least {APART} level apart")


def _mean(levels: Iterable[int | None]) -> float:
    return mean(level for level in levels if level is not None)


def _misplaced(feedback: Feedback, theirs: Levels) -> list[str]:
    """Praise for what raters call absent, and points on what they call exemplary."""
    praised = [part.criterion for part in feedback.strengths if theirs[part.criterion] == 1]
    pointed = [part.criterion for part in feedback.improvements if theirs[part.criterion] == 4]
    return [f"praise {name}" for name in praised] + [f"point {name}" for name in pointed]


def _doubt(results: Sequence[tuple[Result, int | None]]) -> None:
    """Whether levels that are marked uncertain are indeed wrong more often."""
    for name, doubted in (("marked uncertain", True), ("not marked", False)):
        same = [
            result.level == level
            for result, level in results
            if result.uncertain == doubted and result.level is not None and level is not None
        ]
        if same:
            print(f"{name}: {len(same)} levels, exact {mean(same):.2f}")


def _time(events: Sequence[Event], rubric: Rubric) -> None:
    """Times a session of forty utterances, twenty of them the trainee's."""
    opened, said = events[0], [event for event in events if event.kind != "opened"]
    long = [opened]
    while sum(event.kind == "trainee_said" for event in long) < 20:
        long += said
    seconds = []
    for _ in range(30):
        start = time.perf_counter()
        advise(assess(long, rubric, "long"), long, rubric, None)
        seconds.append(time.perf_counter() - start)
    middle_one, slowest = 1000 * median(seconds), 1000 * max(seconds)
    print(f"assessment and feedback: median {middle_one:.0f} ms, most {slowest:.0f} ms")


def main(folder: Path) -> None:
    """Prints the agreement with the raters of a folder and the time it takes."""
    rubric = find_rubric("basis")
    ratings = _ratings(folder)
    names = [criterion.id for criterion in rubric.criteria]
    pooled: list[tuple[int | None, int | None]] = []
    people: list[tuple[int | None, int | None]] = []
    results: list[tuple[Result, int | None]] = []
    events: list[Event] = []
    means: list[tuple[float, float]] = []
    misplaced: list[str] = []
    for path in sorted(folder.glob("*.json")):
        transcript = load_transcript(path)
        events = transcript_events(transcript)
        if transcript.id not in ratings:
            continue
        result = assess(events, rubric, transcript.id)
        mine = {part.id: part.level for part in result.criteria}
        given = ratings[transcript.id]
        theirs = {name: middle(given, name) for name in names}
        _report(transcript.id, mine, theirs)
        both = [n for n in names if mine[n] is not None and theirs[n] is not None]
        means.append((_mean(mine[n] for n in both), _mean(theirs[n] for n in both)))
        misplaced += _misplaced(advise(result, events, rubric, None), theirs)
        results += [(part, theirs[part.id]) for part in result.criteria]
        pooled += [(mine[name], theirs[name]) for name in names]
        people += [
            (one[name], two[name])
            for one in given
            for two in given
            if one is not two
            for name in names
        ]
    _agreement(pooled, "rules and raters (median)")
    _agreement(people, "raters among themselves")
    for name in names:
        _agreement(pairs_of(name, results), name)
    _order(means)
    print(f"praise for level 1, points on level 4: {misplaced or 'none'}")
    _doubt(results)
    _time(events, rubric)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
