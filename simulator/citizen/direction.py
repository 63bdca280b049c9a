"""What a model is told: who it is, and each turn again what to do now.

What is not told yet is not in here, so it cannot slip out: facts behind a closed gate are left out,
and so is everything else that betrays them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from simulator.behaviours import MOOD_NAMES
from simulator.citizen.actor import Phrase, Scene
from simulator.citizen.move import Move
from simulator.citizen.secrets import sphere_words, spheres_of
from simulator.citizen.state import State
from simulator.llm import Message
from simulator.observation.normalise import fold
from simulator.observation.role import speaks_to_the_program
from simulator.prompts import Prompt, prompt
from simulator.scenarios.model import Scenario
from simulator.scenarios.tell_tale import betrayed_facts

REMEMBERED = 8
"""Turns that a model gets to see; with more it drifts away from who it is (methods.md §1.2)."""

EXAMPLES = 3
"""Written lines that show how the citizen sounds."""

ROOM = 1.3
"""How much longer than the written line a reply may be."""

NOT_HEARD = "(De medewerker mompelt iets.)"
"""What a citizen hears of words that are meant for a program."""

SHORTEST = 12
"""Words that every reply may have."""

_MOODS = {
    "anger": "boosheid",
    "trust": "vertrouwen",
    "stress": "spanning",
    "grip": "overzicht",
    "control": "gevoel van regie",
    "shame": "schaamte",
}
_BANDS = {"low": "laag", "mid": "gemiddeld", "high": "hoog"}


@dataclass(frozen=True, slots=True)
class Directed:
    """The messages of one request, and the versions of the prompts in them."""

    messages: Sequence[Message]
    prompts: str


def locked_facts(scenario: Scenario, state: State) -> frozenset[str]:
    """The facts that the citizen keeps to themselves at this moment."""
    return frozenset(fact.id for fact in scenario.facts) - state.told


def is_forgiving(state: State) -> bool:
    """Whether this citizen can bring themselves to thank or to praise."""
    anger, trust = state.bands["anger"], state.bands["trust"]
    return anger == "low" or (anger == "mid" and trust != "low")


def direct(move: Move, written: Sequence[Phrase], scene: Scene, objection: str = "") -> Directed:
    """What to send for a move.

    Args:
        move: what the citizen does.
        written: the lines that would be said without a model.
        scene: the conversation so far.
        objection: why the version before this one could not be said.
    """
    who = _who(scene)
    what = _what(move, written, scene, objection)
    messages: list[Message] = [{"role": "system", "content": who.text}]
    messages += _remembered(scene)
    messages.append({"role": "system", "content": what.text})
    return Directed(messages, f"{who.made_with}, {what.made_with}")


def most_words(written: Sequence[Phrase], scenario: Scenario) -> int:
    """Words that a reply in place of these lines may have."""
    own = ceil(ROOM * _words(written))
    return min(scenario.citizen.speech.max_words, max(SHORTEST, own))


def _who(scene: Scene) -> Prompt:
    citizen = scene.scenario.citizen
    return prompt(
        "simulator.citizen",
        "citizen",
        name=citizen.name,
        about=" ".join(_safe([citizen.about], scene)),
        organisation=scene.scenario.organisation,
        channel=scene.scenario.channel,
        style=list(_safe(citizen.style, scene)),
        never=[
            text for text in _safe(citizen.never, scene) if not _points_at_a_secret(text, scene)
        ],
        address=citizen.speech.address,
        told=[fact.text for fact in scene.scenario.facts if fact.id in scene.state.told],
    )


def _what(move: Move, written: Sequence[Phrase], scene: Scene, objection: str) -> Prompt:
    speech = scene.scenario.citizen.speech
    said = {phrase.text for phrase in written}
    others = [line for step in move.steps for line in step.say if line not in said]
    bands = scene.state.bands
    return prompt(
        "simulator.citizen",
        "direction",
        stage=" ".join(_safe([step.stage for step in move.steps if step.stage], scene)),
        mood=", ".join(f"{_MOODS[name]} {_BANDS[bands[name]]}" for name in MOOD_NAMES),
        forgiving=is_forgiving(scene.state) or move.tone == "good",
        lines=[phrase.text for phrase in written],
        examples=list(_safe(others, scene))[:EXAMPLES],
        reveals=[fact.text for fact in scene.scenario.facts if fact.id in move.reveals],
        ends=move.ending is not None,
        words=_words(written),
        most_words=most_words(written, scene.scenario),
        most_sentences=speech.max_sentences,
        simple=speech.level in ("A1", "A2"),
        objection=objection,
    )


def _remembered(scene: Scene) -> Iterator[Message]:
    """The last turns with the roles turned round: the model is the citizen."""
    turns = scene.heard[-REMEMBERED:]
    if turns and turns[0].speaker == "citizen":
        # A conversation that begins with its own words makes a model play the helper.
        yield {"role": "user", "content": "(De medewerker neemt op.)"}
    for turn in turns:
        role = "assistant" if turn.speaker == "citizen" else "user"
        outside = role == "user" and speaks_to_the_program(fold(turn.text))
        yield {"role": role, "content": NOT_HEARD if outside else turn.text}


def _safe(texts: Sequence[str], scene: Scene) -> Iterator[str]:
    """Those that betray nothing that is not told yet."""
    locked = locked_facts(scene.scenario, scene.state)
    return (text for text in texts if not betrayed_facts(text, scene.scenario) & locked)


def _points_at_a_secret(text: str, scene: Scene) -> bool:
    """Whether what somebody never does is about what they have not told yet: that tells why."""
    locked = locked_facts(scene.scenario, scene.state)
    about = {sphere for sphere, _word in sphere_words(text)}
    return any(not about.isdisjoint(spheres_of(scene.scenario, fact)) for fact in locked)


def _words(phrases: Sequence[Phrase]) -> int:
    return sum(len(phrase.text.split()) for phrase in phrases)
