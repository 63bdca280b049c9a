"""Advice in the middle of a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.behaviours import BehaviourId, behaviours
from simulator.citizen.state import State, moment
from simulator.citizen.understanding import too_hard
from simulator.conversation.events import Event
from simulator.language import _
from simulator.observation.reading_json import reading_from_json
from simulator.scenarios.model import Scenario


def next_hint(scenario: Scenario, state: State, path: Sequence[Event]) -> str | None:
    """Advice for this moment that was not given yet: the scenario's, else one of its goals."""
    kept = next((event for event in reversed(path) if event.kind == "read"), None)
    last = reading_from_json(kept.data) if kept else None
    hard = last is not None and too_hard(last, scenario.citizen.speech.level)
    at = moment(state, last, too_hard=hard)
    given = {event.data["text"] for event in path if event.kind == "hinted"}
    fitting = [h for h in scenario.hints if h.when.holds(at) and h.say not in given]
    best = max(fitting, key=lambda candidate: candidate.when.weight, default=None)
    if best is not None:
        return best.say
    return next((hint for hint in _unseen_goals(scenario, state) if hint not in given), None)


def _unseen_goals(scenario: Scenario, state: State) -> Iterator[str]:
    """What this conversation is meant to practise and was not seen yet, as advice."""
    for goal in scenario.goals:
        wanted = behaviours()[BehaviourId(goal)]
        if wanted.id not in state.seen:
            text = _("Probeer: {name}. {meaning}")
            yield text.format(name=wanted.name, meaning=wanted.meaning)
