"""Who words a move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Protocol

from simulator.citizen.move import Move


@dataclass(frozen=True, slots=True)
class Scene:
    """What an actor may know: never a fact that has not been told."""

    used: Mapping[str, int]
    """How often each written line was said."""
    random: Random


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a reply that can be shown at once."""

    text: str
    line: str | None = None
    """The key of the written line, when it was one."""


class Actor(Protocol):
    """Words the director's moves."""

    name: str

    def speak(self, move: Move, scene: Scene) -> Iterator[Phrase]:
        """The reply, phrase by phrase."""
        ...


class ScriptedActor:
    """Says the written lines: of each step the variant that was used least."""

    name = "scripted"

    def speak(self, move: Move, scene: Scene) -> Iterator[Phrase]:
        """The written words of each step of the move."""
        for step in move.steps:
            counts = [scene.used.get(step.key(variant), 0) for variant in range(len(step.say))]
            least = min(counts)
            variant = scene.random.choice([v for v, count in enumerate(counts) if count == least])
            yield Phrase(step.say[variant], step.key(variant))
