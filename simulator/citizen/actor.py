"""Who words a move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, Protocol

from simulator.citizen.move import Move
from simulator.citizen.state import State
from simulator.observation.reading import Utterance
from simulator.scenarios.model import Scenario

Words = Literal["written", "model"]


@dataclass(frozen=True, slots=True)
class Scene:
    """What an actor may look at."""

    scenario: Scenario
    state: State
    """After the move, before its words."""
    heard: Sequence[Utterance]
    """What was said in this attempt, the trainee's last turn included."""
    seed: int
    """Of the session."""

    @property
    def used(self) -> Mapping[str, int]:
        """How often each written line was said."""
        return self.state.used

    @property
    def random(self) -> Random:
        """The chance of this turn, the same every time it is asked for."""
        return Random(f"{self.seed}:{self.state.turn}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a reply that can be shown at once."""

    text: str
    lines: tuple[str, ...] = ()
    """The keys of the written lines that are used up by it."""
    words: Words = "written"
    why: str | None = None
    """Why the written line is said where a model was asked for another."""


@dataclass(frozen=True, slots=True)
class Begins:
    """The citizen is about to speak; with a model that may take a while."""

    stage: str | None
    """What is seen or heard of them before the first word."""


class Actor(Protocol):
    """Words the director's moves."""

    @property
    def name(self) -> str:
        """`scripted` or `llm`."""
        ...

    @property
    def model(self) -> str | None:
        """Which language model words them, if one does."""
        ...

    def speak(self, move: Move, scene: Scene) -> Iterator[Phrase]:
        """The reply, phrase by phrase."""
        ...

    def leave(self) -> None:
        """Nobody waits for the rest of a reply any more; called from another thread."""
        ...


class ScriptedActor:
    """Says the written lines: of each step the variant that was used least."""

    name = "scripted"
    model = None

    def speak(self, move: Move, scene: Scene) -> Iterator[Phrase]:
        """The written words of each step of the move."""
        random = scene.random
        for step in move.steps:
            counts = [scene.used.get(step.key(variant), 0) for variant in range(len(step.say))]
            least = min(counts)
            variant = random.choice([v for v, count in enumerate(counts) if count == least])
            yield Phrase(step.say[variant], (step.key(variant),))

    def leave(self) -> None:
        """It never waits."""
