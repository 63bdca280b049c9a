"""Simulated trainees: each speaks written sentences, chosen by how the conversation stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from random import Random

from pydantic import TypeAdapter

from simulator.behaviours import BehaviourId
from simulator.citizen import director
from simulator.citizen.state import moment
from simulator.conditions import Moment
from simulator.conversation.conversation import Conversation
from simulator.documents import parse_document
from simulator.language import _
from simulator.scenarios.model import PlayerRule, Scenario
from simulator.validation import did_you_mean

QUOTED_WORDS = 12
"""The longest sentence that a player repeats back to the citizen."""


class UnknownPlayer(LookupError):
    """There is no simulated trainee of this name; the message says so in Dutch."""


class Player:
    """A simulated trainee in one conversation."""

    def __init__(self, rules: Sequence[PlayerRule], random: Random) -> None:
        self._rules = rules
        self._random = random
        self._said: Counter[str] = Counter()

    def take_turn(self, conversation: Conversation) -> None:
        """Says the next sentence, after any action that comes first; `conversation` must go on."""
        rule = self._next_rule(conversation)
        while rule.do is not None and self._can_do(rule.do, conversation):
            conversation.do(rule.do)
            if conversation.ended:
                return
            rule = rule if rule.say else self._next_rule(conversation)
        line = self._random.choice(self._least_said(rule))
        self._said[line] += 1
        conversation.say(_filled_in(line, conversation))

    def _next_rule(self, conversation: Conversation) -> PlayerRule:
        """The most specific rule with something new, else the one that was used least."""
        at = _what_a_player_knows(conversation)
        holding = [rule for rule in self._rules if rule.when.holds(at)]
        fresh = [rule for rule in holding if self._has_something_new(rule, conversation)]
        if fresh:
            return max(fresh, key=lambda rule: rule.when.weight)
        speaking = [rule for rule in holding or self._rules if rule.say]
        return min(speaking, key=lambda rule: (self._times_used(rule), -rule.when.weight))

    def _has_something_new(self, rule: PlayerRule, conversation: Conversation) -> bool:
        if rule.do is not None and self._can_do(rule.do, conversation):
            return True
        # A rule about an action keeps its words for when the action is done.
        waiting = rule.do is not None and rule.do not in conversation.state.done
        return not waiting and any(line not in self._said for line in rule.say)

    def _can_do(self, action: str, conversation: Conversation) -> bool:
        state = conversation.state
        return action not in state.done and action in director.allowed(conversation.scenario, state)

    def _times_used(self, rule: PlayerRule) -> int:
        return min(self._said[line] for line in rule.say)

    def _least_said(self, rule: PlayerRule) -> list[str]:
        least = self._times_used(rule)
        return [line for line in rule.say if self._said[line] == least]


def player_names(scenario: Scenario) -> list[str]:
    """The standard players and those of the scenario itself."""
    return [*_bank(), *(name for name in scenario.players if name not in _bank())]


def rules_of(name: str, scenario: Scenario) -> Sequence[PlayerRule]:
    """What a player says here: the scenario's own sentences, else those of the bank.

    Raises:
        UnknownPlayer: there are no sentences for this name.
    """
    own = scenario.players.get(name)
    rules = own.says if own and own.says else _bank().get(name, ())
    if not any(rule.say for rule in rules):
        sentence = _("Ik ken geen speler '{name}' voor dit scenario.").format(name=name[:60])
        raise UnknownPlayer(sentence + did_you_mean(name, player_names(scenario)))
    return rules


@cache
def _bank() -> Mapping[str, Sequence[PlayerRule]]:
    source = files("simulator.workbench").joinpath("players.yaml").read_text(encoding="utf-8")
    data = parse_document(source, "players.yaml").data
    return TypeAdapter(dict[str, list[PlayerRule]]).validate_python(data)


def _what_a_player_knows(conversation: Conversation) -> Moment:
    """The moment as someone in the conversation can see it: a mood cannot be seen."""
    state = conversation.state
    last = next((event for event in reversed(conversation.path) if event.kind == "read"), None)
    seen = last.data["observations"] if last else ()
    return replace(
        moment(state),
        now=frozenset(BehaviourId(one["behaviour"]) for one in seen),
        mood={},
        bands={},
        turn=state.turn + 1,
    )


def _filled_in(line: str, conversation: Conversation) -> str:
    organisation = conversation.scenario.organisation.partition(",")[0]
    return line.replace("{quote}", _quote(conversation)).replace("{organisation}", organisation)


def _quote(conversation: Conversation) -> str:
    """The citizen's last sentence that is short enough to repeat, as it goes inside a sentence."""
    said = next(e.data["text"] for e in reversed(conversation.path) if e.kind == "citizen_said")
    sentences = [part.strip(" ,") for part in re.split(r"[.!?…:;]+", said)]
    short = [s for s in sentences if 2 <= len(s.split()) <= QUOTED_WORDS]
    words = (short[-1] if short else said.strip(" .!?…")).split()[:QUOTED_WORDS]
    words[:1] = [word[:1].lower() + word[1:] for word in words[:1]]
    return " ".join(words)
