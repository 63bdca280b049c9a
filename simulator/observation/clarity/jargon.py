"""Official words that a turn uses without explaining them.

A word is explained when the same turn says what it means: with a marker near it ("dat betekent",
"oftewel", "dat heet …", a parenthesis, a colon) or with the plain words themselves. Words that most
people know count only beside another official word: then the sentence as a whole is official.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from simulator.observation.clarity.jargon_list import Use, uses
from simulator.observation.clarity.readability import Token, sentence_ends, tokens


class JargonUse(NamedTuple):
    """One unexplained official word at its place in the turn."""

    word: str
    """Literally as it stands there: `text[start:end] == word`."""
    plain: str
    """What one can say instead."""
    start: int
    end: int


def find_jargon(text: str) -> tuple[JargonUse, ...]:
    """The official words that the turn does not explain, each once, in the order of speaking."""
    words = tokens(text)
    return jargon_among(text, words, list(uses(words)))


def jargon_among(text: str, words: list[Token], candidates: Sequence[Use]) -> tuple[JargonUse, ...]:
    """The same for a turn of which the words, and the official words in it, are there already."""
    if not candidates:
        return ()
    turn = _Turn.of(text, words)
    used = [use for use in candidates if not _is_name(use, turn)]
    explained = {use.entry.word for use in used if _is_explained(use, turn)}
    unexplained = [use for use in used if use.entry.word not in explained]
    official = {turn.sentence_of(use) for use in unexplained if not use.entry.known}
    found: dict[str, JargonUse] = {}
    for use in unexplained:
        if not use.entry.known or turn.sentence_of(use) in official:
            start, end = use.span(turn.words)
            found.setdefault(
                use.entry.word, JargonUse(text[start:end], use.entry.plain, start, end)
            )
    return tuple(found.values())


class _Turn(NamedTuple):
    """A turn with its words and sentences, and where it says that it explains."""

    text: str
    words: list[Token]
    ends: list[int]
    """Offsets at which sentences end."""
    told: list[int]
    """Words from which the meaning follows: "X, dat betekent Y"."""
    named: list[int]
    """Words from which the official word follows: "Y, dat heet X"."""
    stems: list[str]

    @classmethod
    def of(cls, text: str, words: list[Token]) -> _Turn:
        starts = [word.start for word in words]
        return cls(
            text,
            words,
            sentence_ends(text),
            [bisect_left(starts, match.start()) for match in _TELLS.finditer(text)],
            [
                bisect_left(starts, match.end())
                for match in _NAMES.finditer(text)
                if match["asks"] or bisect_left(starts, match.start()) >= _LEAST
            ],
            [_stem(word.text) for word in words],
        )

    def sentence_of(self, use: Use) -> int:
        """The number of the sentence that the word stands in."""
        return bisect_left(self.ends, use.span(self.words)[1])


_REACH = 8
"""Words between an official word and the marker that explains it."""

_NAME_REACH = 4
"""Words between "dat heet" and the name."""

_LEAST = 2
"""Words that a meaning takes at least."""

_NEAR = 16
"""Words between an official word and the plain words that explain it."""

_TELLING = 7
"""Letters of the beginning of a word that says enough by itself: toestem(ming), beslissing."""

_STARTS_MEANING = (
    r"(?:een brief|een bedrag|een rekening|een papier|een formulier|een afspraak|een gesprek"
    r"|een beslissing|een schatting|een lijst|een kopie|een deel|een soort|een manier|een ander"
    r"|eigenlijk|gewoon|niets anders dan|geld|extra|als (?:u|je|wij|we|iemand)|wat (?:u|je|wij|we)"
    r"|dat (?:u|je|wij|we)|wanneer|hoe|iemand|onze|het bedrag|het deel|het geld|het stuk|de brief"
    r"|de datum|de dag|de tijd|toestemming|hulp|bedoeld|voor als)\b"
)
_TELLS = re.compile(
    r"(?<!wat )\bbetek(?:ent|enen)\b|\b(?:oftewel|ofwel|dat wil zeggen|wil zeggen|d\.w\.z"
    r"|met andere woorden|anders gezegd|simpel(?:er)? gezegd|eenvoudig(?:er)? gezegd|kort gezegd"
    r"|in gewone taal|in gewone woorden|in gewoon nederlands|daarmee bedoel\w*|daar bedoel\w*"
    r"|bedoel (?:ik|je)|bedoelen (?:we|wij|ze)|houdt in|komt erop neer|komt neer op)\b"
    rf"|\b(?:dat|dit|die|dan|het) (?:is|zijn) {_STARTS_MEANING}|\b(?:is|zijn) {_STARTS_MEANING}",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"[\"'’”]? is (?:een|de|het|gewoon|eigenlijk|geld|dat|als|wanneer|iemand|onze|wat|extra)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:(?:dat|dit|zo) (?:heet|heten)|heet (?:dat|dit|dan|ook|bij ons|officieel)"
    r"|(?:dat|dit|zo) noem\w* (?:we|wij|ze|ik)|noem\w* (?:we|wij|ze|ik)(?: (?:dat|dit))?"
    r"|ook wel|oftewel|ofwel|officieel|met een (?:duur|moeilijk|ambtelijk|deftig) woord"
    r"|in de brief staat|(?P<asks>uit(?:leggen)? wat|weet (?:u|je) wat|het woord|de term))\b",
    re.IGNORECASE,
)


def _is_name(use: Use, turn: _Turn) -> bool:
    """Whether the word names a department: "met Jansen, afdeling Invordering"."""
    first = turn.words[use.first].text
    if use.entry.word[0].isupper() or not (first[0].isupper() and first[1:].islower()):
        return False
    return use.first > 0 and _sentences_between(use.first - 1, use.first, turn) == 0


def _is_explained(use: Use, turn: _Turn) -> bool:
    """Whether the turn says what this word means."""
    return (
        _is_defined(use, turn)
        or _is_told(use, turn)
        or _is_named(use, turn)
        or _is_glossed(use, turn)
        or _is_said_plainly(use, turn)
    )


def _is_defined(use: Use, turn: _Turn) -> bool:
    """The sentence is a definition: "Een machtiging is een briefje waarmee …"."""
    first = use.first
    if first and turn.words[first - 1].text.lower() == "een":
        first -= 1
    opens = first == 0 or _sentences_between(first - 1, first, turn) > 0
    end = use.span(turn.words)[1]
    return opens and _DEFINES.match(turn.text, end, end + 40) is not None


def _is_told(use: Use, turn: _Turn) -> bool:
    """The meaning follows: "verrekenen, dat betekent dat we een deel inhouden"."""
    for marker in turn.told[bisect_left(turn.told, use.after) :]:
        if marker - use.after > _REACH:
            return False
        if (
            len(turn.words) - marker > _LEAST
            and _sentences_between(use.after - 1, marker, turn) <= 1
        ):
            return True
    return False


def _is_named(use: Use, turn: _Turn) -> bool:
    """The meaning went before: "we houden een deel in, dat heet verrekenen"."""
    for marker in turn.named[bisect_left(turn.named, use.first - _NAME_REACH) :]:
        if marker > use.first:
            return False
        if _sentences_between(marker, use.first, turn) == 0:
            return True
    return False


def _sentences_between(first: int, last: int, turn: _Turn) -> int:
    if last >= len(turn.words):
        return 0
    begin, end = turn.words[first].start, turn.words[last].start
    return bisect_left(turn.ends, end) - bisect_left(turn.ends, begin)


_GLOSS_AFTER = re.compile(r"[\"'’”]?\s*(?:\([^()\n]*\w\W+\w[^()\n]*\)|:\s*\w+\W+\w)")
_GLOSS_BEFORE = re.compile(r"\w\W+\w+\s*\((?:(?:een|de|het|onze|uw|dus|ook wel) ){0,2}[\"'‘“]?$")


def _is_glossed(use: Use, turn: _Turn) -> bool:
    """Word and meaning stand side by side: "de beschikking (onze beslissing)"."""
    start, end = use.span(turn.words)
    return bool(
        _GLOSS_AFTER.match(turn.text, end, end + 200)
        or (
            turn.text.startswith(")", end)
            and _GLOSS_BEFORE.search(turn.text, max(0, start - 60), start)
        )
    )


_COMMON = frozenset(
    "u uw je jouw we wij ons onze ze zij ik het de een en of van voor aan op in uit bij met "
    "over naar te er niet nog ook als dat die dit wat waar wie hoe om al dan is zijn was "
    "wordt worden heb hebt heeft hebben moet mag kunt kunnen krijgt krijgen doet doen gaat "
    "gaan iets iemand meer minder eerst later ander andere alles geen erop erbij eraf".split()
)


def _is_said_plainly(use: Use, turn: _Turn) -> bool:
    """The plain words themselves stand near it."""
    meaning = _meaning(use.entry.plain)
    around = {
        *turn.stems[max(0, use.first - _NEAR) : use.first],
        *turn.stems[use.after : use.after + _NEAR],
    }
    hits = meaning & around
    return len(hits) >= max(1, 0.6 * len(meaning)) or any(len(stem) >= _TELLING for stem in hits)


@lru_cache(maxsize=512)
def _meaning(plain: str) -> frozenset[str]:
    """The words that carry a plain meaning; none when all of them are common."""
    return frozenset(_stem(word.text) for word in tokens(plain)) - frozenset(map(_stem, _COMMON))


def _stem(word: str) -> str:
    """The beginning of a word, so that "betalen" and "betaalt" come near each other."""
    word = word.lower()
    return word[: max(4, len(word) - 3)] if len(word) > 4 else word
