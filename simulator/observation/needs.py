"""What a rule can demand besides words: how to look for each name of `rules.NEEDS`."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from functools import lru_cache
from typing import Protocol

from simulator.observation.before import is_crossed, is_early, is_unfinished
from simulator.observation.normalise import MOST_HEARD
from simulator.observation.overlap import content
from simulator.observation.reading import Clarity, TurnContext
from simulator.observation.sentences import Sentence

MONOLOGUE = 120
"""Words without a question after which a turn talks over the other."""

_OF_THIS_PERSON = ("name_emotion", "validate_grievance", "own_apology", "summarise_check")


class Turn(Protocol):
    """What the predicates may know of the turn that a sentence stands in."""

    @property
    def context(self) -> TurnContext:
        """What went before the turn."""

    @property
    def heard(self) -> str:
        """The citizen's turn just before, as patterns see it."""

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
    "crossed": lambda turn, _: is_crossed(turn.context, turn.heard),
    "early": lambda turn, _: is_early(turn.context),
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
    "unfinished": lambda turn, _: is_unfinished(turn.heard),
    "unverified": lambda turn, _: not turn.context.verified,
}
