"""Letting simulated trainees play a scenario, to see where that leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from random import Random
from statistics import fmean
from typing import Any

from simulator.behaviours import MOOD_NAMES, MoodName
from simulator.citizen.actor import Actor
from simulator.citizen.state import opening_state
from simulator.conversation.conversation import Conversation
from simulator.conversation.events import Event
from simulator.language import _
from simulator.scenarios.model import Player as Expected
from simulator.scenarios.model import Scenario
from simulator.scenarios.tell_tale import betrayed_facts
from simulator.workbench.players import Player, rules_of

MOST_TURNS = 40
"""A run that has not ended by then counts as `unfinished`."""

UNFINISHED = "unfinished"

_MIDNIGHT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Turns:
    """How many turns the player took."""

    median: float
    p10: float
    p90: float


@dataclass(frozen=True, slots=True)
class Report:
    """Where a player's runs of a scenario ended, and what was heard on the way."""

    scenario: str
    player: str
    actor: str
    runs: int
    endings: Mapping[str, float]
    """Share of the runs per ending, 0 to 1; `unfinished` when some never ended."""
    turns: Turns
    mood: Mapping[MoodName, Sequence[float]]
    """The mean after each turn of the runs that got that far; the first is the start."""
    lines: Mapping[str, int]
    """How often each written line was heard, in all runs together; 0 for what nobody heard."""
    facts: Mapping[str, float]
    """Share of the runs in which each fact was told."""
    repeated_lines: int
    """How often, in all runs together, a citizen used the same words twice in one conversation."""
    leaks: int
    """How often a citizen betrayed a fact that was not told yet."""

    def to_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return asdict(self)


def simulate(scenario: Scenario, player: str, *, runs: int = 200, seed: int = 0) -> Report:
    """Plays a scenario many times; the same seed gives the same report.

    Raises:
        UnknownPlayer: there is no such simulated trainee.
    """
    paths = (played(scenario, player, seed + run).path for run in range(runs))
    return report_on(scenario, player, paths)


def played(scenario: Scenario, player: str, seed: int, actor: Actor | None = None) -> Conversation:
    """One conversation of a simulated trainee, to its end; nothing of it is kept.

    Raises:
        UnknownPlayer: there is no such simulated trainee.
    """
    conversation = Conversation.open(
        scenario, {}, lambda event: None, seed=seed, actor=actor, clock=lambda: _MIDNIGHT
    )
    trainee = Player(rules_of(player, scenario), Random(f"{player}:{seed}"))
    for _turn in range(MOST_TURNS):
        if conversation.ended:
            break
        trainee.take_turn(conversation)
    return conversation


def report_on(
    scenario: Scenario, player: str, paths: Iterable[Sequence[Event]], actor: str = "scripted"
) -> Report:
    """Where these conversations of one player ended, and what was heard on the way."""
    tally = _Tally(scenario)
    for path in paths:
        tally.add(path)
    return tally.report(player, actor)


def unmet(report: Report, expected: Expected) -> list[str]:
    """What the scenario expects of this player and did not come true, a Dutch sentence for each."""
    sentences = [
        _(
            "Einde '{ending}' werd in {share:.1%} van de gesprekken bereikt; het moet {wish} zijn."
        ).format(ending=ending, share=report.endings.get(ending, 0), wish=wish)
        for ending, wish in expected.ending.items()
        if not wish.holds(report.endings.get(ending, 0))
    ]
    if expected.turns is not None:
        least, most = expected.turns
        if not least <= report.turns.median <= most:
            sentence = _(
                "De helft van de gesprekken duurt {n:g} beurten of minder, niet {least} tot {most}."
            )
            sentences.append(sentence.format(n=report.turns.median, least=least, most=most))
    return sentences


class _Tally:
    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._start = opening_state(scenario).mood
        self._endings: Counter[str] = Counter()
        self._turns: list[int] = []
        self._moods: list[list[Mapping[MoodName, float]]] = []
        self._lines: Counter[str] = Counter(dict.fromkeys(_line_ids(scenario), 0))
        self._facts: Counter[str] = Counter()
        self._repeated = 0
        self._leaks = 0

    def add(self, path: Sequence[Event]) -> None:
        told: set[str] = set()
        heard: Counter[str] = Counter()
        moods: dict[int, Mapping[MoodName, float]] = {}
        ending: str | None = None
        turns = 0
        for event in path:
            if event.kind == "trainee_said":
                turns += 1
            elif event.kind == "moved":
                told.update(event.data["told"])
                moods[turns] = event.data["mood"]
            elif event.kind == "citizen_said":
                heard.update(event.data["lines"])
                self._leaks += len(betrayed_facts(event.data["text"], self._scenario) - told)
            elif event.kind == "ended":
                ending = event.data["ending"]
        self._endings[ending or UNFINISHED] += 1
        self._turns.append(turns)
        self._facts.update(told)
        self._repeated += sum(heard.values()) - len(heard)
        for line, count in heard.items():
            self._lines[line.split("/")[1]] += count
        for turn in range(1, turns + 1):
            self._mood_at(turn).append(moods[turn])

    def report(self, player: str, actor: str) -> Report:
        runs = self._endings.total()
        endings = [*(ending.id for ending in self._scenario.endings)]
        if self._endings[UNFINISHED]:
            endings.append(UNFINISHED)
        moods = [[self._start], *self._moods]
        return Report(
            scenario=self._scenario.id,
            player=player,
            actor=actor,
            runs=runs,
            endings={name: self._endings[name] / runs for name in endings},
            turns=Turns(*(_quantile(self._turns, share) for share in (0.5, 0.1, 0.9))),
            mood={
                name: [round(fmean(mood[name] for mood in at), 1) for at in moods]
                for name in MOOD_NAMES
            },
            lines=dict(self._lines),
            facts={fact.id: self._facts[fact.id] / runs for fact in self._scenario.facts},
            repeated_lines=self._repeated,
            leaks=self._leaks,
        )

    def _mood_at(self, turn: int) -> list[Mapping[MoodName, float]]:
        while len(self._moods) < turn:
            self._moods.append([])
        return self._moods[turn - 1]


def _line_ids(scenario: Scenario) -> Iterator[str]:
    for lines in (scenario.reactions, scenario.answers, scenario.initiatives, scenario.endings):
        yield from (line.id for line in lines)


def _quantile(values: Sequence[int], share: float) -> float:
    """The value below which this share of `values` lies, with straight lines in between."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
