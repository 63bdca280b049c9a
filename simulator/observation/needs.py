"""What a rule can demand besides words: how to look for each name of `rules.NEEDS`."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from functools import lru_cache
from typing import Protocol

from simulator.observation.normalise import MOST_HEARD, heard
from simulator.observation.overlap import content
from simulator.observation.reading import Clarity, TurnContext
from simulator.observation.rules import macro
from simulator.observation.sentences import Sentence

MONOLOGUE = 120
"""Words without a question after which a turn talks over the other."""

_EARLY = 3
"""Turns of the trainee in which a greeting is still one."""

_UNFINISHED = re.compile(r"(?:\.\.\.|…|,|-|–|\b(?:maar|en|want|dus|omdat|dat|toen))\s*$")

_OF_THIS_PERSON = ("name_emotion", "validate_grievance", "own_apology", "summarise_check")


class Turn(Protocol):
    """What the predicates may know of the turn that a sentence stands in."""

    @property
    def context(self) -> TurnContext:
        """What went before the turn."""

    @property
    def clarity(self) -> Clarity:
        """How hard the turn is to follow."""

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences of the turn."""

    @property
    def story(self) -> frozenset[str]:
        """The stems of content of all that the citizen said so far."""

    @property
    def found(self) -> Container[str]:
        """The behaviours seen so far."""


def meets(need: str, turn: Turn, sentence: Sentence) -> bool:
    """Whether a sentence of a turn meets a named demand.

    Raises:
        KeyError: there is no demand of that name.
    """
    return _MEETS[need](turn, sentence)


def _crossed(turn: Turn, _: Sentence) -> bool:
    said = heard(turn.context.citizen or "")
    return turn.context.crossed is not None or any(
        macro(name).search(said) for name in ("l_scheldt", "l_dreigt", "h_over_de_schreef")
    )


def _early(turn: Turn, _: Sentence) -> bool:
    return sum(said.speaker == "trainee" for said in turn.context.history) < _EARLY


def _echo(turn: Turn, sentence: Sentence) -> bool:
    return bool(content(sentence.text) & turn.story)


@lru_cache(maxsize=16)
def _words_of(citizen: str) -> frozenset[str]:
    # Every sentence of the turn asks for them anew.
    return content(citizen[-MOST_HEARD:])


def _echo_now(turn: Turn, sentence: Sentence) -> bool:
    return bool(content(sentence.text) & _words_of(turn.context.citizen or ""))


def _echo_twice(turn: Turn, sentence: Sentence) -> bool:
    return len(content(sentence.text) & turn.story) > 1


def _monologue(turn: Turn, _: Sentence) -> bool:
    return turn.clarity.words > MONOLOGUE and not any(each.asks for each in turn.sentences)


def _no_story(turn: Turn, sentence: Sentence) -> bool:
    # A kind formula beside words about this person's own story is no formula.
    return not _echo(turn, sentence) and not any(name in turn.found for name in _OF_THIS_PERSON)


_MEETS: Mapping[str, Callable[[Turn, Sentence], bool]] = {
    "asks": lambda _, sentence: sentence.asks,
    "crossed": _crossed,
    "early": _early,
    "echo": _echo,
    "echo_now": _echo_now,
    "echo_twice": _echo_twice,
    "long_enough": lambda turn, sentence: sentence.words >= 6 or turn.clarity.words >= 10,
    "monologue": _monologue,
    "no_jargon": lambda turn, _: not turn.clarity.jargon,
    "no_story": _no_story,
    "not_verifying": lambda turn, _: "verify_identity" not in turn.found,
    "short_sentences": lambda turn, sentence: (
        turn.clarity.words_per_sentence <= 18 or sentence.words <= 18
    ),
    "unfinished": lambda turn, _: (
        _UNFINISHED.search(heard(turn.context.citizen or "").rstrip()) is not None
    ),
    "unverified": lambda turn, _: not turn.context.verified,
}
