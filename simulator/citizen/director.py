"""Decides what the citizen does next. Code decides; an actor only words it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.citizen import mood as moods
from simulator.citizen.move import Move, Source, Step
from simulator.citizen.state import State, moment
from simulator.citizen.understanding import too_hard
from simulator.conditions import Moment
from simulator.observation.reading import Reading
from simulator.scenarios.model import Answer, Line, Reaction, Scenario
from simulator.scenarios.tell_tale import betrayed_facts


@dataclass(frozen=True, slots=True)
class Turn:
    """What one trainee turn leads to."""

    state: State
    """The state after the citizen's move, before its words are counted."""
    move: Move
    too_hard: bool = False


def take_turn(scenario: Scenario, state: State, text: str, reading: Reading) -> Turn:
    """The mood after a trainee turn, and the citizen's next move.

    The order of choosing: out of role → unclear when nothing was read → endings → reaction →
    identity, else an answer → phase change → initiative.
    """
    state = replace(state, turn=state.turn + 1)
    if reading.out_of_role or reading.unread:
        lines = scenario.out_of_role if reading.out_of_role else scenario.unclear
        source: Source = "out_of_role" if reading.out_of_role else "unclear"
        said = Move((Step(source, source, tuple(lines)),), state.phase, crosses=state.crossed)
        return _timed_out(scenario, state) or Turn(state, said)
    hard = too_hard(reading, scenario.citizen.speech.level)
    state = _moved(scenario, state, reading, hard)
    open_facts = _open_facts(scenario, state, reading, hard)
    # A trainee who puts an open fact into words has heard it; guessing a locked one tells nothing.
    heard = open_facts & betrayed_facts(text, scenario)
    state = replace(state, told=state.told | heard)
    at = moment(state, reading, open_facts=open_facts - heard, too_hard=hard)
    ending = _ending(scenario, state, at)
    if ending is not None:
        move = replace(ending, reveals=tuple(sorted(heard)))
        return Turn(replace(state, crossed=None), move, hard)
    return _reply(scenario, state, reading, at, heard)


def act(scenario: Scenario, state: State, action_id: str) -> Turn:
    """What an action does to the citizen, and what the citizen says to it, if anything.

    The action must exist and be allowed: see `allowed`.
    """
    action = next(action for action in scenario.actions if action.id == action_id)
    mood = moods.with_effect(state.mood, action.effect)
    state = replace(
        state, mood=mood, bands=moods.bands(mood, state.bands), done=state.done | {action_id}
    )
    at = moment(state)
    about = [line for line in scenario.reactions if action_id in (line.when.action or ())]
    reaction = _choose(about, at, state)
    steps = (
        (_step("reaction", reaction),) if reaction and _fresh(reaction, "reaction", state) else ()
    )
    return Turn(state, Move(steps, state.phase))


def allowed(scenario: Scenario, state: State) -> list[str]:
    """The ids of the actions that can be done now."""
    at = moment(state)
    return [action.id for action in scenario.actions if action.when.holds(at)]


def _timed_out(scenario: Scenario, state: State) -> Turn | None:
    """Time also passes in turns that nobody could read, or such a conversation would never end."""
    ending = _ending(scenario, state, moment(state))
    return None if ending is None or ending.tone == "good" else Turn(state, ending)


def _moved(scenario: Scenario, state: State, reading: Reading, hard: bool) -> State:
    impression = moods.Impression(
        reading.observations, state.seen, state.recent, state.turn, too_hard=hard
    )
    mood = moods.after(state.mood, impression, scenario, state.phase)
    seen = dict(state.seen)
    for behaviour in reading.behaviours:
        seen[behaviour] = seen.get(behaviour, 0) + 1
    return replace(
        state,
        mood=mood,
        bands=moods.bands(mood, state.bands),
        seen=seen,
        recent=(*state.recent, reading.behaviours)[-4:],
    )


def _open_facts(scenario: Scenario, state: State, reading: Reading, hard: bool) -> frozenset[str]:
    at = moment(state, reading, too_hard=hard)
    return frozenset(
        fact.id for fact in scenario.facts if fact.id not in state.told and fact.gate.holds(at)
    )


def _ending(scenario: Scenario, state: State, at: Moment) -> Move | None:
    for ending in scenario.endings:
        if ending.when.holds(at):
            step = Step("ending", ending.id, tuple(ending.say), ending.stage)
            return Move((step,), state.phase, ending=ending.id, tone=ending.tone)
    return None


def _reply(
    scenario: Scenario, state: State, reading: Reading, at: Moment, heard: frozenset[str]
) -> Turn:
    reaction = _choose(scenario.reactions, at, state)
    identity = _identity(scenario, state, reading, at)
    answer = None if identity else _answer(scenario, state, at)
    reveals = heard
    if answer is not None and answer.reveals is not None and answer.reveals not in state.told:
        reveals = heard | {answer.reveals}
    state = replace(state, told=state.told | reveals, phase=_phase(scenario, state, at, reveals))
    initiative = None
    if identity is None and answer is None and not reading.asks:
        initiative = _initiative(scenario, state, replace(at, phase=state.phase))

    says_more = bool(identity or answer or initiative)
    steps: list[Step] = []
    if reaction is not None and (not says_more or _fresh(reaction, "reaction", state)):
        steps.append(_step("reaction", reaction))
    if identity is not None:
        steps.append(identity[0])
    if answer is not None:
        steps.append(_step("answer", answer))
    if initiative is not None:
        steps.append(_step("initiative", initiative))
    if not steps:
        steps.append(_fallback(scenario, state, replace(at, phase=state.phase)))

    crosses = reaction.crosses if reaction and steps[0].source == "reaction" else None
    items = identity[1] if identity else ()
    spoken = state.identity | set(items)
    verified = state.verified or (
        "verify_identity" in at.now and len(spoken) >= min(2, len(scenario.citizen.identity))
    )
    state = replace(state, identity=spoken, verified=verified, crossed=crosses)
    move = Move(tuple(steps), state.phase, tuple(sorted(reveals)), identity=items, crosses=crosses)
    return Turn(state, move, at.too_hard)


def _identity(
    scenario: Scenario, state: State, reading: Reading, at: Moment
) -> tuple[Step, tuple[str, ...]] | None:
    """The items that are asked for, or two when none is named."""
    citizen = scenario.citizen
    if "verify_identity" not in at.now or not citizen.identity_when.holds(at):
        return None
    waiting = [name for name in citizen.identity if name not in state.identity]
    items = [name for name in waiting if name in reading.identity_asked] or waiting[:2]
    if not items or state.verified:
        return None
    values = ", ".join(citizen.identity[name] for name in items)
    say = tuple(line.replace("{items}", values) for line in citizen.identity_say)
    return Step("identity", "identity", say), tuple(items)


def _answer(scenario: Scenario, state: State, at: Moment) -> Answer | None:
    """A fact that may be told goes before a topic, a topic before the rest of the story."""
    holding = [answer for answer in scenario.answers if _may_say(answer, at)]
    opening = [a for a in holding if a.reveals in at.open or a.when.fact_open]
    on_topic = [a for a in holding if a.when.topic and a not in opening]
    rest = [a for a in holding if a not in opening and a not in on_topic]
    for group in (opening, on_topic, rest):
        fresh = [answer for answer in group if _fresh(answer, "answer", state)]
        if fresh:
            return max(fresh, key=lambda answer: answer.when.weight)
    return None


def _may_say(answer: Answer, at: Moment) -> bool:
    """An answer that reveals a fact waits until the fact may be told, whatever else holds."""
    locked = answer.reveals is not None and answer.reveals not in at.open | at.told
    return not locked and answer.when.holds(at)


def _phase(scenario: Scenario, state: State, at: Moment, reveals: frozenset[str]) -> str:
    at = replace(at, told=at.told | reveals)
    for phase in scenario.phases:
        if phase.id == state.phase:
            for transition in phase.to:
                if transition.when.holds(at):
                    return transition.phase
    return state.phase


def _initiative(scenario: Scenario, state: State, at: Moment) -> Line | None:
    """The least used initiative, of those the most specific."""
    holding = [line for line in scenario.initiatives if line.when.holds(at)]
    fresh = [line for line in holding if _fresh(line, "initiative", state)]
    if not fresh:
        return None
    return min(fresh, key=lambda line: (sum(_uses(line, "initiative", state)), -line.when.weight))


def _fallback(scenario: Scenario, state: State, at: Moment) -> Step:
    """Something was read, but nothing is written for it: she goes on with her own story."""
    initiative = _initiative(scenario, state, at)
    if initiative is not None:
        return _step("initiative", initiative)
    return Step("unclear", "unclear", tuple(scenario.unclear))


def _choose(lines: Iterable[Reaction], at: Moment, state: State) -> Reaction | None:
    """The most specific line that holds; one that has been used up makes way for a fresh one."""
    holding = [line for line in lines if line.when.holds(at)]
    if not holding:
        return None
    fresh = [line for line in holding if _fresh(line, "reaction", state)]
    return max(fresh or holding, key=lambda line: line.when.weight)


def _fresh(line: Line, source: Source, state: State) -> bool:
    return 0 in _uses(line, source, state)


def _uses(line: Line, source: Source, state: State) -> list[int]:
    """How often each variant was said."""
    step = _step(source, line)
    return [state.used.get(step.key(variant), 0) for variant in range(len(line.say))]


def _step(source: Source, line: Line) -> Step:
    return Step(source, line.id, tuple(line.say), line.stage)
