"""What must not be passed over in anybody's words: someone may be in danger, now.

The kinds of `domain` 2.4, apart from the behaviours: it is about what is said, in either voice, and
never about how well anybody consoled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from simulator.observation.acute_words import weighed_risk
from simulator.observation.normalise import Spoken, fold, spoken
from simulator.observation.quoting import LONGEST, SENTENCE, clause_around, trimmed
from simulator.observation.reading import AcuteKind, AcuteRisk, Passage
from simulator.observation.rules import read_patterns

MOST = 8000
"""Characters of a turn that are looked at."""

MOST_WEIGHED = 2500
"""Characters of which all words are weighed."""

LEAST = 3
"""Words in which a sign can be given."""

_NEAR = 60
"""Characters around a match in which something else may show that it is no sign."""

# Not wanting to live, and having nothing to eat, are said with "niet" and "geen".
_DENIABLE = frozenset({"violence", "threat"})
_DENIED = re.compile(r"\b(?:niet|geen|nooit|niemand)\b")
_GIVEN_BACK = re.compile(
    r"\b(?:u|je|jij) (?:zegt|zei|zeg|vertelt|vertelde|bedoelt|denkt|wilt|wil|schrijft)\b"
    r"|\b(?:denkt|denk|bedoelt|bedoel|bent|ben|wordt|word|heeft|heb) (?:u|je|jij)\b"
)

_OWN = re.compile(r"(?<!\w)(?:ik|mij|me|mijn|m'n|mezelf|we|wij|ons|onze)(?!\w)")


def acute_risks(text: str) -> tuple[AcuteRisk, ...]:
    """What in a turn may mean that someone is in danger, in order; each kind once a sentence.

    Patterns know what is quoted, denied, long past or from a film; a trained model weighs the words
    of those who say it otherwise than any pattern foresaw.
    """
    folded = fold(text[:MOST])
    if len(folded.split(maxsplit=LEAST)) < LEAST:
        return ()
    said = spoken(text[:MOST])
    found = by_patterns(text, said)
    weighed = weighed_risk(said.text[:MOST_WEIGHED])
    if weighed is not None and all(risk.kind != weighed[0] for risk in found):
        kind, span = weighed
        if not _says_it_is_not_so(kind, said.text[slice(*span)]):
            found.append(AcuteRisk(kind, *_quote(text, said, span, span)))
    return tuple(sorted(found, key=lambda risk: (risk.start, risk.kind)))


def _says_it_is_not_so(kind: AcuteKind, clause: str) -> bool:
    """What the weight of words cannot tell: a denial, and words that are given back as "you"."""
    return bool(_GIVEN_BACK.search(clause)) or (kind in _DENIABLE and bool(_DENIED.search(clause)))


def by_patterns(text: str, said: Spoken) -> list[AcuteRisk]:
    """What the patterns alone see in a turn; `said` is the turn made easy to match."""
    likely = [group for group in _known().risks if group.hint.search(said.text)]
    likely = [group.for_turn(said.text) for group in likely]
    return [
        AcuteRisk(group.kind, *_quote(text, said, place, sentence.span()))
        for sentence in SENTENCE.finditer(said.text)
        for group in likely
        if (place := group.place(said.text, *sentence.span()))
    ]


def takes_seriously(text: str) -> Passage | None:
    """The words with which a sign is taken seriously; None when there are none.

    Named, asked about directly, stayed with, passed to who can help, or asked whether someone is
    safe. A turn that waves it away holds no such words, whatever else is in it.
    """
    folded = fold(text[:MOST])
    known = _known()
    if known.waved.search(folded):
        return None
    said = spoken(text[:MOST])
    match = known.answered.search(said.text)
    if match is None:
        return None
    sentence = next(s for s in SENTENCE.finditer(said.text) if s.end() > match.start())
    return Passage(*_quote(text, said, match.span(), sentence.span()))


def speaks_of_self(risk: AcuteRisk) -> bool:
    """Whether who says it speaks of themselves or their own people."""
    return _OWN.search(fold(risk.quote)) is not None


@dataclass(frozen=True, slots=True)
class _Rule:
    seen: re.Pattern[str]
    unless: re.Pattern[str] | None
    along: tuple[re.Pattern[str], ...]
    """What the same sentence must hold as well: all of these."""
    beside: tuple[re.Pattern[str], ...]
    """What must stand somewhere in the turn: all of these."""


@dataclass(frozen=True, slots=True)
class _Group:
    kind: AcuteKind
    hint: re.Pattern[str]
    rules: tuple[_Rule, ...]

    def for_turn(self, turn: str) -> _Group:
        """The group with only the rules that can hold in this turn."""
        rules = (r for r in self.rules if all(pattern.search(turn) for pattern in r.beside))
        return replace(self, rules=tuple(rules))

    def place(self, turn: str, start: int, end: int) -> tuple[int, int] | None:
        """Where a sentence of the turn shows this kind."""
        known = _known()
        if not self.hint.search(turn, start, end):
            return None
        for rule in self.rules:
            if not all(pattern.search(turn, start, end) for pattern in rule.along):
                continue
            for match in rule.seen.finditer(turn, start, end):
                first, after = max(start, match.start() - _NEAR), min(end, match.end() + _NEAR)
                around = turn[first:after]
                if not (
                    (rule.unless and rule.unless.search(around))
                    or known.around.search(around)
                    or known.before.search(turn[first : match.start()])
                    or known.after.search(turn[match.end() : after])
                ):
                    return match.span()
        return None


@dataclass(frozen=True, slots=True)
class _Known:
    risks: tuple[_Group, ...]
    around: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    answered: re.Pattern[str]
    waved: re.Pattern[str]


@cache
def _known() -> _Known:
    source = read_patterns("acute")
    words: dict[str, str] = source["words"]

    def any_of(*patterns: str) -> re.Pattern[str]:
        joined = "|".join(f"(?:{pattern})" for pattern in patterns)
        for name, written in words.items():
            joined = joined.replace(f"{{{name}}}", written)
        return re.compile(joined)

    def rule(row: dict[str, Any]) -> _Rule:
        return _Rule(
            seen=any_of(*row["seen"]),
            unless=any_of(*row["unless"]) if "unless" in row else None,
            along=tuple(any_of(pattern) for pattern in row.get("with", ())),
            beside=tuple(any_of(pattern) for pattern in row.get("beside", ())),
        )

    return _Known(
        risks=tuple(
            _Group(row["kind"], any_of(row["hint"]), tuple(map(rule, row["rules"])))
            for row in source["risks"]
        ),
        around=any_of(source["around"]),
        before=any_of(source["before"]),
        after=any_of(source["after"]),
        answered=any_of(*source["answers"]["seen"]),
        waved=any_of(*source["answers"]["unless"]),
    )


def _quote(
    text: str, said: Spoken, at: tuple[int, int], sentence: tuple[int, int]
) -> tuple[str, int, int]:
    """The sentence of a place in the folded turn, or when it is long its clause, literally."""
    start, end = sentence
    if end - start > LONGEST:
        start, end = clause_around(said.text, *at)
    if end - start > LONGEST:
        start, end = at
    first, after = trimmed(text, said.places[start], said.places[end])
    return text[first:after], first, after
