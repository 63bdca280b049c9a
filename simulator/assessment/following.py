"""Following the events of one attempt: who said what, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from simulator.assessment.course import Course, Turn
from simulator.behaviours import MoodName
from simulator.citizen.mood import bands
from simulator.citizen.understanding import Level, too_hard
from simulator.conditions import Band
from simulator.conversation.events import Event
from simulator.observation.acute import acute_risks, takes_seriously
from simulator.observation.reading import Reading
from simulator.observation.reading_json import reading_from_json
from simulator.observation.signals import Sign, signs

UNKNOWN_LISTENER: Level = "B2"
"""When nothing is known of the citizen, only what is hard for most people counts as too hard."""

FLUENT = 60.0
"""Flesch-Douma below which a text is harder than the standard (Douma 1960)."""

ANSWER_WITHIN = 2
"""Turns of the trainee in which a sign of acute risk can be answered."""

# A description of the situation tells what the trainee had to reckon with; what it says of feelings
# and needs may be hidden from the trainee, so that is no occasion.
_TOLD_BY_SITUATION = frozenset({"identity_needed", "reading", "language", "digital"})


def follow(events: Iterable[Event]) -> Course:
    """How the attempt went that these events tell of; unknown kinds are passed over."""
    reader = _Reader()
    for event in events:
        reader.take(event)
    return Course(tuple(reader.turns), reader.given, reader.scenario, reader.ending)


class _Reader:
    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.given: frozenset[str] = frozenset()
        self.scenario: Mapping[str, Any] | None = None
        self.ending: Mapping[str, Any] | None = None
        self._level: Any = UNKNOWN_LISTENER
        self._own_case_given = False
        self._asked_at: int | None = None
        self._verified = False
        self._done: frozenset[str] = frozenset()
        self._at: int | None = None
        """The number of the trainee's turn that events are about."""
        self._nth = 0
        self._bands: Mapping[MoodName, Band] = {}
        self._acute_at: int | None = None
        """How many turns the trainee had when the citizen last showed an acute risk."""
        self._threatened = False

    def take(self, event: Event) -> None:
        data = event.data
        if event.kind == "opened":
            self._open(data)
        elif event.kind == "citizen_said":
            self._hear(data["text"], data.get("stage"))
        elif event.kind == "trainee_said":
            self._speak(data["text"])
        elif event.kind == "trainee_did":
            self._done |= {data["action"]}
            self._at = None
        elif event.kind == "read" and self._at is not None:
            self._read(self._at, reading_from_json(data))
        elif event.kind == "moved":
            self._move(data)
        elif event.kind == "ended":
            self.ending = data
        elif event.kind == "rewound":
            self.ending = None

    def _open(self, data: Mapping[str, Any]) -> None:
        self.scenario = data.get("scenario")
        given: set[str] = set()
        if self.scenario:
            citizen = self.scenario.get("citizen", {})
            self._level = citizen.get("speech", {}).get("level", UNKNOWN_LISTENER)
            given |= _from_mood(self.scenario.get("mood", {}))
            if citizen.get("identity"):
                given.add("identity_needed")
            if self._level in ("A1", "A2"):
                given.add("reading")
        situation = data.get("situation")
        if situation:
            given |= {sign.signal for sign in signs(situation)} & _TOLD_BY_SITUATION
        self._own_case_given = bool(self.scenario or situation)
        self.given = frozenset(given)

    def _hear(self, text: str, stage: str | None) -> None:
        shown = signs(text) + (signs(stage) if stage else ())
        shown = tuple(sign for sign in shown if sign.signal != "greeted")
        if any(sign.signal == "acute_risk" for sign in shown):
            self._acute_at = self._nth
            self._threatened = any(risk.kind == "threat" for risk in acute_risks(text))
        just_asked = self._asked_at is not None and self._nth - self._asked_at <= 1
        played = bool(self._bands)
        if just_asked and not played and any(sign.signal == "identity_given" for sign in shown):
            self._verified = True
        if self._own_case_given:
            # Whether the case had to be opened is then known, and need not be guessed.
            shown = tuple(sign for sign in shown if sign.signal != "own_case")
        self.turns.append(Turn(len(self.turns), "citizen", text, signs=shown))

    def _speak(self, text: str) -> None:
        self._nth += 1
        greeting = signs(text) if self._nth == 1 else ()
        shown = tuple(sign for sign in greeting if sign.signal == "greeted")
        answer = takes_seriously(text) if self._answers_risk() else None
        if answer:
            shown += (Sign("risk_answered", answer.quote),)
        self._at = len(self.turns)
        self.turns.append(
            Turn(self._at, "trainee", text, nth=self._nth, signs=shown, done=self._done)
        )

    def _read(self, at: int, reading: Reading) -> None:
        ease = reading.clarity.flesch_douma
        hard = too_hard(reading, self._level) or (ease is not None and ease < FLUENT)
        self.turns[at] = replace(
            self.turns[at], reading=reading, verified=self._verified, too_hard=hard
        )
        if self._threatened and self._answers_risk():
            self._count_boundary(at, reading)
        if "verify_identity" in reading.behaviours:
            self._asked_at = self._nth

    def _answers_risk(self) -> bool:
        """Whether the trainee's present turn is one in which an acute risk can be answered."""
        return self._acute_at is not None and self._nth - self._acute_at <= ANSWER_WITHIN

    def _count_boundary(self, at: int, reading: Reading) -> None:
        """Whoever draws a line after a threat, took it seriously."""
        drawn = [seen for seen in reading.observations if seen.behaviour == "respectful_boundary"]
        if drawn:
            signs = (*self.turns[at].signs, Sign("risk_answered", drawn[0].quote))
            self.turns[at] = replace(self.turns[at], signs=signs)

    def _move(self, data: Mapping[str, Any]) -> None:
        self._verified |= bool(data["verified"])
        earlier, self._bands = self._bands, data["bands"]
        if self._at is not None:
            self.turns[self._at] = replace(
                self.turns[self._at],
                before=data["before"],
                mood=data["mood"],
                bands_before=earlier or bands(data["before"]),
                bands=data["bands"],
                told=tuple(data["told"]),
                verified=self._verified,
                crossed=data["crossed"],
                too_hard=data["too_hard"],
                phase=data["phase"],
            )


def _from_mood(mood: Mapping[str, Any]) -> set[str]:
    """What a citizen who comes in with this mood shows, whatever the first words are."""
    at_start = {name: value.get("start", 0) for name, value in mood.items()}
    given = set()
    if at_start.get("anger", 0) >= 65:
        given.add("anger")
    if max(at_start.get("stress", 0), at_start.get("shame", 0)) >= 65:
        given.add("distress")
    return given
