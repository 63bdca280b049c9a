"""Conversations made by hand: what was said, and what was read in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pytest

from simulator.behaviours import MOOD_NAMES, BehaviourId
from simulator.conversation.events import Event, EventKind
from simulator.observation.reading import Clarity, Observation, Reading
from simulator.observation.reading_json import reading_to_json
from simulator.rubrics import find_rubric
from simulator.rubrics.model import Rubric

START = {"anger": 80.0, "trust": 20.0, "stress": 60.0, "grip": 40.0, "control": 40.0, "shame": 20.0}


class Story:
    """A conversation that is told turn by turn."""

    def __init__(self, scenario: Mapping[str, Any] | None = None, **opened: Any) -> None:
        self.events: list[Event] = []
        self.mood = dict(START)
        self._scenario = scenario
        self._add("opened", {"scenario": scenario, "rubric": None, **opened})

    def citizen(self, text: str) -> Story:
        self._add("citizen_said", {"text": text, "stage": None})
        return self

    def trainee(self, text: str, *seen: str, sure: float = 0.9, **moved: Any) -> Story:
        """Says something in which `seen` was read; each behaviour is quoted with the whole turn."""
        self._add("trainee_said", {"text": text})
        observations = tuple(
            Observation(BehaviourId(name), text, 0, len(text), sure) for name in seen
        )
        words = text.split()
        clarity = Clarity(len(words), len(words), len(words))
        self._add("read", reading_to_json(Reading(observations, clarity=clarity)))
        if self._scenario is not None:
            self._moved(moved)
        return self

    def _moved(self, given: dict[str, Any]) -> None:
        before = dict(self.mood)
        told, verified = given.pop("told", []), given.pop("verified", False)
        self.mood.update(given)
        self._add(
            "moved",
            {
                "before": before,
                "mood": dict(self.mood),
                "bands": {name: _band(self.mood[name]) for name in MOOD_NAMES},
                "phase": "start",
                "told": told,
                "verified": verified,
                "crossed": None,
                "too_hard": False,
                "move": {},
            },
        )

    def _add(self, kind: EventKind, data: Mapping[str, Any]) -> None:
        seq = len(self.events)
        at = "2026-11-25T10:00:00+01:00"
        self.events.append(Event(seq, seq - 1 if seq else None, at, kind, data))


def _band(value: float) -> str:
    return "high" if value >= 65 else "mid" if value >= 35 else "low"


class Tell(Protocol):
    def __call__(self, scenario: Mapping[str, Any] | None = None, **opened: Any) -> Story: ...


@pytest.fixture
def tell() -> Tell:
    """Begins a conversation; with a scenario it is one that was played."""
    return Story


@pytest.fixture
def basis() -> Rubric:
    return find_rubric("basis")


@pytest.fixture
def scenario() -> dict[str, Any]:
    """The parts of a scenario that assessment looks at."""
    return {
        "citizen": {"name": "Ria Postma", "speech": {"level": "B1"}},
        "mood": {"anger": {"start": 80}},
        "goals": ["validate_grievance"],
        "examples": {
            "validate_grievance": [
                {
                    "say": "Dat de deurwaarder al belde, had nooit mogen gebeuren.",
                    "when": {"fact": "deurwaarder"},
                },
                {"say": "Drie brieven zonder antwoord: dat had niet zo mogen gaan."},
            ]
        },
    }
