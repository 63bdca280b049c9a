"""What the citizen does next: chosen by the director, worded by an actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from simulator.observation.reading import Boundary
from simulator.scenarios.model import Tone

Source = Literal[
    "opening",
    "reaction",
    "identity",
    "answer",
    "initiative",
    "ending",
    "unclear",
    "out_of_role",
    "silence",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a reply: the written variants to choose from."""

    source: Source
    id: str
    say: tuple[str, ...]
    stage: str | None = None

    def key(self, variant: int) -> str:
        """The key under which the use of a variant is counted."""
        return f"{self.source}/{self.id}/{variant}"


@dataclass(frozen=True, slots=True)
class Move:
    """A whole reply, and what it changes."""

    steps: tuple[Step, ...]
    phase: str
    """The phase after this move."""
    reveals: tuple[str, ...] = ()
    """Facts that are told by it."""
    identity: tuple[str, ...] = ()
    """Identity items that are spoken in it."""
    crosses: Boundary | None = None
    ending: str | None = None
    tone: Tone | None = None

    def step(self, source: Source) -> Step | None:
        """The step from this source, if there is one."""
        return next((step for step in self.steps if step.source == source), None)

    def to_json(self) -> dict[str, Any]:
        """The move for the journal: which lines were chosen, not their words."""
        chosen: dict[str, Any] = {step.source: step.id for step in self.steps}
        if self.reveals:
            chosen["reveals"] = list(self.reveals)
        if self.crosses:
            chosen["crosses"] = self.crosses
        if self.ending:
            chosen["ending"] = self.ending
        return chosen
