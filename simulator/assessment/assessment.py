"""Levels per criterion with their evidence, and who gave them. There is no overall grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from statistics import median_low
from typing import Any, Literal

from simulator.behaviours import BehaviourId

LevelNumber = Literal[1, 2, 3, 4]
"""1 *nog niet zichtbaar*, 2 *in ontwikkeling*, 3 *vakkundig*, 4 *voorbeeldig*."""

Judge = Literal["rules", "llm", "human"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Literal words of one turn, and what they show."""

    turn: int
    """Counts from 0 over all turns of citizen and trainee."""
    quote: str
    behaviour: BehaviourId | None
    """What the trainee did; None for words of the citizen, or words that show no one behaviour."""

    def to_json(self) -> dict[str, Any]:
        """The evidence as plain data."""
        return {"turn": self.turn, "quote": self.quote, "behaviour": self.behaviour}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Evidence:
        """The evidence that `to_json` wrote."""
        return cls(int(data["turn"]), data["quote"], data["behaviour"])


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """A language model that looked at the same attempt."""

    model: str
    prompt: str
    """Name and version."""
    asked: int
    """Criteria that it was asked about."""
    scored: int
    """Criteria on which it gave a level that its quotes bear out."""
    refused_quotes: int
    """Quotes that stand nowhere in the turn they were said to come from."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was judged on one criterion."""

    id: str
    applicable: bool
    level: LevelNumber | None
    """None when the conversation gave no occasion."""
    uncertain: bool = False
    """Near a border, or resting on little."""
    evidence: tuple[Evidence, ...] = ()
    second: LevelNumber | None = None
    """The level by a second judge; where it differs from `level`, a person should look."""

    def to_json(self) -> dict[str, Any]:
        """The result in the shape of `gehoord score`."""
        shape = {
            "id": self.id,
            "applicable": self.applicable,
            "level": self.level,
            "uncertain": self.uncertain,
            "evidence": [part.to_json() for part in self.evidence],
        }
        return shape if self.second is None else {**shape, "second": self.second}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Result:
        """The result that `to_json` wrote."""
        return cls(
            data["id"],
            data["applicable"],
            data["level"],
            data["uncertain"],
            tuple(Evidence.from_json(part) for part in data["evidence"]),
            data.get("second"),
        )


@dataclass(frozen=True, slots=True)
class Assessment:
    """One attempt, held against one rubric by one judge."""

    id: str
    """Of the session or the transcript."""
    rubric: str
    judge: Judge
    criteria: tuple[Result, ...]
    unread_turns: int
    """Turns of the trainee in which nothing could be read."""
    second: SecondOpinion | None = None
    """Who else looked at it, when a model did."""

    @property
    def usual(self) -> int:
        """The level that most criteria reach or pass; 0 when none was judged.

        No grade, and never shown: what differs much from the rest of an attempt was often misread,
        so feedback looks at it twice.
        """
        levels = [result.level for result in self.criteria if result.level is not None]
        return median_low(levels) if levels else 0

    def result(self, criterion: str) -> Result:
        """The result on a criterion.

        Raises:
            KeyError: it was not judged.
        """
        for result in self.criteria:
            if result.id == criterion:
                return result
        raise KeyError(criterion)

    def to_json(self) -> dict[str, Any]:
        """The assessment in the shape of `gehoord score`, without the feedback."""
        shape = {
            "id": self.id,
            "rubric": self.rubric,
            "judge": self.judge,
            "criteria": [result.to_json() for result in self.criteria],
            "unread_turns": self.unread_turns,
        }
        return shape if self.second is None else {**shape, "second": asdict(self.second)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Assessment:
        """The assessment that `to_json` wrote."""
        return cls(
            data["id"],
            data["rubric"],
            data["judge"],
            tuple(Result.from_json(result) for result in data["criteria"]),
            data["unread_turns"],
            SecondOpinion(**data["second"]) if data.get("second") else None,
        )
