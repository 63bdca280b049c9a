"""Whether a reply gives away, in whatever words, a fact that is not told yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from simulator.citizen.actor import Scene
from simulator.observation.normalise import fold
from simulator.observation.overlap import content
from simulator.scenarios.model import Scenario
from simulator.scenarios.tell_tale import betrayed_facts

HINTS = 2
"""Words that are peculiar to a fact, or to its spheres of life, that together give it away."""

HEAVY = frozenset({"death", "bailiff", "illness", "violence", "police", "drink", "hunger"})
"""Spheres that nobody brings up lightly: one word that was not said yet is enough."""


def hinted_facts(text: str, scene: Scene, written: str) -> set[str]:
    """The facts that a text betrays, by their tell-tale words or by what only they are about.

    What was said already, by either, betrays nothing; nor does what the author wrote for now.
    """
    scenario = scene.scenario
    told = [_told_with(scenario, fact) for fact in sorted(scene.state.told)]
    before = " ".join([written, *told, *(turn.text for turn in scene.heard)])
    said = content(text) - content(before)
    new = sphere_words(text) - sphere_words(before)
    strange = said - _public(_Key(scenario))
    hinted = set()
    for fact in scenario.facts:
        spheres = spheres_of(scenario, fact.id)
        near = [word for sphere, word in new if sphere in spheres]
        heavy = any(sphere in spheres and sphere in HEAVY for sphere, _word in new)
        peculiar = said & _peculiar(_Key(scenario))[fact.id]
        if heavy or max(len(peculiar), len(near), len(strange) if near else 0) >= HINTS:
            hinted.add(fact.id)
    return hinted | (betrayed_facts(text, scenario) - betrayed_facts(written, scenario))


def spheres_of(scenario: Scenario, fact_id: str) -> frozenset[str]:
    """The spheres of life that a fact is in, by its words and the lines that tell it."""
    return frozenset(sphere for sphere, _word in sphere_words(_told_with(scenario, fact_id)))


@lru_cache(maxsize=512)
def sphere_words(text: str) -> frozenset[tuple[str, str]]:
    """The spheres of life that a text is in, each with the word that says so."""
    folded = fold(text)
    return frozenset(
        (name, match[0]) for name, words in _spheres().items() for match in words.finditer(folded)
    )


@cache
def _spheres() -> Mapping[str, re.Pattern[str]]:
    text = (files("simulator.citizen") / "spheres.yaml").read_text(encoding="utf-8")
    return {
        name: re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")")
        for name, words in yaml.safe_load(text).items()
    }


def _of(scenario: Scenario, fact_id: str) -> str:
    fact = next(fact for fact in scenario.facts if fact.id == fact_id)
    return " ".join([fact.text, *fact.words])


class _Key:
    """A scenario that can be looked up: equal when it is the same object."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __hash__(self) -> int:
        return id(self.scenario)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.scenario is other.scenario


@lru_cache(maxsize=8)
def _peculiar(key: _Key) -> Mapping[str, frozenset[str]]:
    """For each fact the stems of the words that are about it and about nothing else here."""
    scenario = key.scenario
    about = {fact.id: content(_told_with(scenario, fact.id)) for fact in scenario.facts}
    often = Counter(stem for line in _elsewhere(scenario) for stem in content(line))
    return {
        fact: frozenset(stem for stem in stems if not often[stem]) for fact, stems in about.items()
    }


@lru_cache(maxsize=8)
def _public(key: _Key) -> frozenset[str]:
    """The stems of what this citizen may say at any time."""
    citizen = key.scenario.citizen
    known = [
        *_elsewhere(key.scenario),
        *citizen.style,
        *citizen.identity.values(),
        *citizen.identity,
    ]
    return content(" ".join(known))


def _told_with(scenario: Scenario, fact_id: str) -> str:
    lines = [
        line for answer in scenario.answers if answer.reveals == fact_id for line in answer.say
    ]
    return " ".join([_of(scenario, fact_id), *lines])


def _elsewhere(scenario: Scenario) -> Collection[str]:
    """What is said while nothing needs to have been told."""
    lines = [*scenario.opening, scenario.citizen.about, scenario.briefing.situation]
    for group in (scenario.reactions, scenario.answers, scenario.initiatives):
        for line in group:
            tells = getattr(line, "reveals", None) is not None
            if not tells and not any(part.fact or part.fact_open for part in line.when.parts()):
                lines += line.say
    return lines
