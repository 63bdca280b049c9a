"""What a conversation has come to: everything that the director looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.behaviours import BehaviourId, MoodName
from simulator.citizen.mood import Mood, bands, starting_mood
from simulator.conditions import Band, Moment
from simulator.observation.reading import Boundary, Reading
from simulator.scenarios.model import Scenario


@dataclass(frozen=True, slots=True)
class State:
    """The citizen and the conversation, between two turns."""

    mood: Mood
    bands: Mapping[MoodName, Band]
    phase: str
    turn: int = 0
    """Trainee utterances so far."""
    told: frozenset[str] = frozenset()
    seen: Mapping[BehaviourId, int] = field(default_factory=dict)
    """In how many turns each behaviour was seen."""
    recent: tuple[frozenset[BehaviourId], ...] = ()
    """The behaviours of the last four turns that could be read, oldest first."""
    done: frozenset[str] = frozenset()
    """Actions done."""
    identity: frozenset[str] = frozenset()
    """Identity items that the citizen has spoken."""
    verified: bool = False
    crossed: Boundary | None = None
    """The line that the citizen crossed in the last reply."""
    used: Mapping[str, int] = field(default_factory=dict)
    """How often each written line was said, by its key."""
    ended: bool = False


def opening_state(scenario: Scenario) -> State:
    """The state before the first word."""
    mood = starting_mood(scenario)
    return State(mood=mood, bands=bands(mood), phase=scenario.phases[0].id)


def moment(
    state: State,
    reading: Reading | None = None,
    *,
    open_facts: frozenset[str] = frozenset(),
    too_hard: bool = False,
) -> Moment:
    """What conditions are held against: this state, and the turn that was just read into it."""
    return Moment(
        now=reading.behaviours if reading else frozenset(),
        seen=state.seen,
        mood=state.mood,
        bands=state.bands,
        turn=state.turn,
        told=state.told,
        open=open_facts,
        topics=frozenset(reading.topics) if reading else frozenset(),
        phase=state.phase,
        done=state.done,
        verified=state.verified,
        too_hard=too_hard,
        crossed=state.crossed,
    )
