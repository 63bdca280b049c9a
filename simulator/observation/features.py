"""What the trained model looks at: words, letters, kinds of words, and what went before the turn.

A feature is a short string; a turn has it or has it not. Its first letters tell where it comes
from, so that a person can read what weighed:

    w  words in a row (one to three)        t  stems
    c  four or five letters in a row        s  kinds of words in a row (two to four)
    q  a kind of word in a question         k  two kinds of words near each other
    f  the first words                      l  kinds of words in the last sentence
    h  words of the citizen's turn          x  the shape of the turn and what went before it
    v  words for somebody else, and whether the citizen has proved who they are
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from simulator.observation.before import is_crossed, is_unfinished
from simulator.observation.overlap import content, is_common, stem
from simulator.observation.reading import TurnContext
from simulator.observation.rules import read_patterns
from simulator.observation.sentences import Sentence

NOWHERE = -1
"""The place of a feature that is about the turn as a whole."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!…,]|\.\.\.")
_LENGTHS = (4, 7, 11, 16, 24, 40, 80)
_HEARD_LENGTHS = (3, 8, 15, 30)
_ECHO, _OTHER = "@", "*"
_NEAR = (2, 3, 4, 5)
_FIRST = 6
_SOMEBODY_ELSE = frozenset({"hij", "zij", "ze", "hem", "haar", "hun", "zijn"})

Features = dict[str, int]
"""The features of a turn, each with the place in the folded turn where it first stands."""


def features(sentences: Sequence[Sentence], context: TurnContext, heard: str) -> Features:
    """What the model may know of a turn.

    Args:
        sentences: of the folded turn.
        context: what went before.
        heard: the citizen's turn just before, as `normalise.heard` gives it.
    """
    story = content(heard)
    found: Features = {}
    words = echoes = asking = 0
    opening = ""
    last = len(sentences) - 1
    for number, sentence in enumerate(sentences):
        tokens = [(match[0], sentence.start + match.start()) for match in _token(sentence)]
        if not tokens:
            continue
        opening = opening or tokens[0][0]
        kinds = _kinds([token for token, _ in tokens], story)
        words += len(tokens)
        echoes += kinds.count(_ECHO)
        asking += sentence.asks
        _add(found, _of_words(tokens))
        _add(found, _of_kinds(tokens, kinds, sentence.asks))
        _add(found, _of_place(tokens, kinds, number == 0, number == last, sentence.asks))
        _add(found, _of_others(tokens, kinds, context.verified))
    asks_last = bool(sentences) and sentences[-1].asks
    shape = _shape(words, len(sentences), asking, echoes, asks_last)
    for name in (*shape, *_before(context, heard, opening)):
        found.setdefault(name, NOWHERE)
    return found


def _token(sentence: Sentence) -> Iterator[re.Match[str]]:
    return _TOKEN.finditer(sentence.text)


def _add(found: Features, more: Iterable[tuple[str, int]]) -> None:
    for name, place in more:
        found.setdefault(name, place)


def _of_words(tokens: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    row = [("^", tokens[0][1]), *tokens, ("$", tokens[-1][1])]
    for at, (token, place) in enumerate(row):
        if token not in "^$":
            yield f"w {token}", place
        if at + 1 < len(row):
            yield f"w {token} {row[at + 1][0]}", place
        if at + 2 < len(row):
            yield f"w {token} {row[at + 1][0]} {row[at + 2][0]}", place
    for token, place in tokens:
        if token.isalpha():
            yield f"t {stem(token)}", place
            if len(token) > 3:
                framed = f"<{token}>"
                for size in (4, 5):
                    for at in range(len(framed) - size + 1):
                        yield f"c {framed[at : at + size]}", place


def _of_kinds(
    tokens: Sequence[tuple[str, int]], kinds: Sequence[str], asks: bool
) -> Iterator[tuple[str, int]]:
    ending = "$?" if asks else "$."
    first, last = tokens[0][1], tokens[-1][1]
    row = [("^", first)]
    row += [(kind, place) for kind, (_, place) in zip(kinds, tokens, strict=True) if kind]
    row += [(ending, last)]
    for at, (kind, place) in enumerate(row):
        for size in (2, 3, 4):
            if at + size <= len(row):
                yield "s " + " ".join(each for each, _ in row[at : at + size]), place
        if kind[0] == "<" or kind == _ECHO:
            yield f"q {kind} {ending[1]}", place
    inner = row[1:-1]
    for at, (kind, place) in enumerate(inner):
        for distance in _NEAR:
            if at + distance < len(inner) and _OTHER not in (kind, inner[at + distance][0]):
                yield f"k {kind} {inner[at + distance][0]}", place


def _of_place(
    tokens: Sequence[tuple[str, int]],
    kinds: Sequence[str],
    first: bool,
    last: bool,
    asks: bool,
) -> Iterator[tuple[str, int]]:
    for token, place in tokens[:_FIRST]:
        yield f"f {token}", place
        if first:
            yield f"f^ {token}", place
    if last:
        ending = "?" if asks else "."
        for kind, (_, place) in zip(kinds, tokens, strict=True):
            if kind:
                yield f"l {kind}{ending}", place


def _of_others(
    tokens: Sequence[tuple[str, int]], kinds: Sequence[str], verified: bool
) -> Iterator[tuple[str, int]]:
    """Their data stays private, also from somebody who has proved who they are."""
    for kind, (token, place) in zip(kinds, tokens, strict=True):
        if token in _SOMEBODY_ELSE or kind == "<family>":
            yield f"v {verified}", place
            yield f"v {verified} {kind}", place


def _kinds(tokens: Sequence[str], story: frozenset[str]) -> list[str]:
    """The kind of every token; empty for the second and later of unknown words in a row."""
    kinds: list[str] = []
    before = ""
    for token in tokens:
        kind = _word_kinds().get(token)
        if kind is None:
            if token.isdigit():
                kind = "<number>"
            elif not token[0].isalpha():
                kind = token
            elif not is_common(token) and stem(token) in story:
                kind = _ECHO
            else:
                kind = _OTHER
        kinds.append("" if kind == before == _OTHER else kind)
        before = kind
    return kinds


@cache
def _word_kinds() -> Mapping[str, str]:
    kinds: dict[str, str] = {}
    for kind, words in read_patterns("word_classes").items():
        for word in words.split():
            kinds.setdefault(word, word if kind == "function" else f"<{kind}>")
    return kinds


def _bucket(value: int, edges: Sequence[int]) -> int:
    return sum(value >= edge for edge in edges)


def _shape(words: int, sentences: int, asking: int, echoes: int, asks_last: bool) -> Iterator[str]:
    yield f"x length {_bucket(words, _LENGTHS)}"
    yield f"x sentences {min(sentences, 5)}"
    yield f"x asking {min(asking, 2)}"
    yield f"x echo {min(echoes, 4)}"
    yield f"x echo {min(echoes, 3)} asking {asking > 0}"
    if asks_last:
        yield "x asks last"


def _before(context: TurnContext, heard: str, opening: str) -> Iterator[str]:
    ending = heard.rstrip()
    if not context.citizen:
        yield "x opens"
    if is_unfinished(ending):
        yield "x unfinished"
        yield f"x unfinished {opening}"
    if ending.endswith("?"):
        yield "x asked"
    yield f"x verified {context.verified}"
    yield f"x channel {context.channel}"
    if is_crossed(context, heard):
        yield "x crossed"
    yield f"x heard {_bucket(len(heard.split()), _HEARD_LENGTHS)}"
    for token in dict.fromkeys(_TOKEN.findall(heard)):
        yield f"h {token}"
