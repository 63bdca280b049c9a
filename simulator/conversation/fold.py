"""What a conversation has come to, from its events alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from simulator.citizen.director import Turn
from simulator.citizen.state import State, opening_state
from simulator.conversation.events import Event
from simulator.observation.reading import TurnContext, Utterance
from simulator.observation.reading_json import reading_from_json
from simulator.scenarios.model import Scenario


def fold(scenario: Scenario, path: Iterable[Event]) -> State:
    """The state after the events of one attempt."""
    state = opening_state(scenario)
    for event in path:
        state = step(state, event)
    return state


def step(state: State, event: Event) -> State:
    """The state after one more event."""
    data = event.data
    if event.kind == "read":
        reading = reading_from_json(data)
        if reading.unread or reading.out_of_role:
            return state
        seen = dict(state.seen)
        for behaviour in reading.behaviours:
            seen[behaviour] = seen.get(behaviour, 0) + 1
        return replace(state, seen=seen, recent=(*state.recent, reading.behaviours)[-4:])
    if event.kind == "moved":
        return replace(
            state,
            mood=data["mood"],
            bands=data["bands"],
            phase=data["phase"],
            turn=data["turn"],
            told=state.told | set(data["told"]),
            identity=state.identity | set(data["identity"]),
            verified=data["verified"],
            crossed=data["crossed"],
        )
    if event.kind == "citizen_said":
        used = dict(state.used)
        for line in data.get("lines", ()):
            used[line] = used.get(line, 0) + 1
        return replace(state, used=used)
    if event.kind == "trainee_did":
        return replace(state, done=state.done | {data["action"]})
    if event.kind == "ended":
        return replace(state, ended=True)
    return state


def moved(start: State, turn: Turn) -> dict[str, Any]:
    """The data of the `moved` event that takes `start` to where the turn leads."""
    state = turn.state
    return {
        "before": dict(start.mood),
        "mood": dict(state.mood),
        "bands": dict(state.bands),
        "phase": state.phase,
        "turn": state.turn,
        "told": sorted(state.told - start.told),
        "identity": sorted(state.identity - start.identity),
        "verified": state.verified,
        "crossed": state.crossed,
        "too_hard": turn.too_hard,
        "move": turn.move.to_json(),
    }


def utterances(path: Iterable[Event]) -> list[Utterance]:
    """What was said, in order; the place in this list is the number of the turn."""
    said: list[Utterance] = []
    for event in path:
        if event.kind == "citizen_said":
            said.append(Utterance("citizen", event.data["text"]))
        elif event.kind == "trainee_said":
            said.append(Utterance("trainee", event.data["text"]))
    return said


def turn_context(scenario: Scenario, state: State, said: Sequence[Utterance]) -> TurnContext:
    """What the observer may know of the turn that comes after what was said."""
    last = len(said) - 1 if said and said[-1].speaker == "citizen" else None
    return TurnContext(
        channel=scenario.channel,
        verified=state.verified,
        citizen=said[last].text if last is not None else None,
        history=tuple(said[:last] if last is not None else said),
        topics=scenario.topics,
        identity=scenario.citizen.identity,
        crossed=state.crossed,
    )
