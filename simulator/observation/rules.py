"""The patterns that behaviours are recognised by, read from `patterns/*.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from simulator.behaviours import BehaviourId, behaviours

_FAMILIES = ("listening", "helping", "harm")
_NAME = re.compile(r"\{([a-z_]+)\}")

NEEDS = frozenset(
    {
        "asks",
        "crossed",
        "early",
        "echo",
        "echo_now",
        "echo_twice",
        "long_enough",
        "monologue",
        "no_jargon",
        "no_story",
        "not_verifying",
        "short_sentences",
        "unfinished",
        "unverified",
    }
)
"""What a rule can demand besides words; `simulator.observation.needs` knows how to look."""


class RuleError(ValueError):
    """A pattern file holds something that is no rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to recognise one behaviour."""

    behaviour: BehaviourId
    seen: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    beside: tuple[re.Pattern[str], ...]
    """What must stand somewhere in the same turn as well: all of these."""
    without: tuple[re.Pattern[str], ...]
    """What may stand nowhere in the same turn: none of these."""
    heard: tuple[re.Pattern[str], ...]
    """What the citizen must just have said: one of these; empty when anything goes."""
    needs: frozenset[str]
    whole_turn: bool
    """Whether the patterns look at the turn as a whole instead of at one sentence at a time."""
    confidence: float
    but: bool
    """Whether a "maar" that follows takes it back."""
    template: bool
    """Whether it counts as a formula when it holds nothing of the citizen's story."""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, compiled.

    Raises:
        RuleError: a file holds something that is no rule.
    """
    lexicon = read_patterns("lexicon")
    return tuple(_rule(row, lexicon) for family in _FAMILIES for row in read_patterns(family))


@cache
def macro(name: str) -> re.Pattern[str]:
    """One macro of the lexicon, compiled.

    Raises:
        KeyError: the lexicon has no such macro.
        RuleError: it is no pattern.
    """
    lexicon = read_patterns("lexicon")
    return _compile(lexicon[name], lexicon)


def read_patterns(name: str) -> Any:
    """The content of one file of `patterns/`."""
    source = files("simulator.observation").joinpath("patterns", f"{name}.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(source.read_text(encoding="utf-8"), Loader=loader)


def _rule(row: dict[str, Any], lexicon: dict[str, str]) -> Rule:
    behaviour, needs = row["behaviour"], frozenset(row.get("needs", ()))
    if behaviour not in behaviours() or not needs <= NEEDS:
        raise RuleError(f"{behaviour}: {sorted(needs - NEEDS)}")
    return Rule(
        behaviour=behaviour,
        seen=tuple(_compile(pattern, lexicon) for pattern in row["seen"]),
        unless=tuple(_compile(pattern, lexicon) for pattern in row.get("unless", ())),
        beside=tuple(_compile(pattern, lexicon) for pattern in row.get("beside", ())),
        without=tuple(_compile(pattern, lexicon) for pattern in row.get("without", ())),
        heard=tuple(_compile(pattern, lexicon) for pattern in row.get("heard", ())),
        needs=needs,
        whole_turn=row.get("scope") == "turn",
        confidence=row["confidence"],
        but=row.get("but", False),
        template=row.get("template", False),
    )


def _compile(pattern: str, lexicon: dict[str, str]) -> re.Pattern[str]:
    def put(match: re.Match[str]) -> str:
        return lexicon.get(match[1], match[0])

    for _ in range(3):
        pattern = _NAME.sub(put, pattern)
    try:
        return re.compile(pattern)
    except re.error as error:
        raise RuleError(f"{pattern}: {error}") from error
