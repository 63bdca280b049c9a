"""The official words of `jargon.yaml`, and where they stand in a turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

from simulator.observation.clarity.readability import Token

SPELL_OUT = "zeg voluit wat de letters betekenen"
"""The advice for an abbreviation that the list does not know."""

_ARTICLES = frozenset({"de", "een", "het", "uw"})
"""They tell small letter words from other words (`de ib`) but are no part of them."""

_LETTERS = re.compile(r"[A-Z]{2,5}")
_POSTCODE = re.compile(r"[1-9][0-9]{3}")

_KEY = 3
"""Letters by which a form is filed."""

_MOST_REMEMBERED = 8192
"""Words of which it is remembered what they may begin."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One official word of the list."""

    word: str
    plain: str
    """What one can say instead."""
    known: bool
    """Whether most people know it."""


class _Form(NamedTuple):
    """A word or phrase to find; without an entry it is ordinary Dutch."""

    parts: tuple[str, ...]
    entry: Entry | None

    def stands_at(self, index: int, words: list[Token]) -> bool:
        """Whether these words, from `index` on, are this form."""
        near = words[index : index + len(self.parts)]
        return len(near) == len(self.parts) and all(map(_fits, self.parts, near))


def _fits(part: str, word: Token) -> bool:
    """Whether a word is this part of a form; a compound with a hyphen may start with it."""
    text = word.text if part != part.lower() else word.text.lower()
    if part.endswith("*"):
        return text.startswith(part[:-1])
    if part.startswith("*"):
        return text.endswith(part[1:])
    return part in (text, text.partition("-")[0])


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The forms, filed by how their first word begins or ends."""

    by_start: dict[str, list[_Form]]
    by_end: dict[str, list[_Form]]
    familiar: frozenset[str]
    """Words in capitals that need no explanation."""
    beginning: dict[str, tuple[_Form, ...]] = field(default_factory=dict)
    """The forms that a word may begin, of words that were looked up before."""

    def form_at(self, index: int, words: list[Token]) -> _Form | None:
        """The longest form that stands at this word."""
        text = words[index].text
        candidates = self.beginning.get(text)
        if candidates is None:
            candidates = self._beginning_with(text)
            if len(self.beginning) < _MOST_REMEMBERED:
                self.beginning[text] = candidates
        if not candidates:
            return None
        fitting = [form for form in candidates if form.stands_at(index, words)]
        return max(fitting, key=lambda form: (len(form.parts), len(form.parts[0])), default=None)

    def _beginning_with(self, text: str) -> tuple[_Form, ...]:
        """The forms of which the first part is this word."""
        word = text.lower()
        starts = {word[:_KEY], word.partition("-")[0][:_KEY]}
        candidates = [
            *(form for start in starts for form in self.by_start.get(start, ())),
            *self.by_end.get(word[-_KEY:], ()),
        ]
        alone = Token(text, 0, len(text))
        return tuple(form for form in candidates if _fits(form.parts[0], alone))


@cache
def _data() -> dict[str, Any]:
    import yaml

    source = (
        files("simulator.observation.clarity").joinpath("jargon.yaml").read_text(encoding="utf-8")
    )
    data = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return cast(dict[str, Any], data)


def entries() -> Iterator[tuple[Entry, list[str]]]:
    """Every official word of the list with the forms that are looked for."""
    for row in _data()["words"]:
        entry = Entry(row["word"], row["plain"], row.get("known", False))
        yield entry, row.get("forms", [entry.word])


@cache
def _lexicon() -> _Lexicon:
    lexicon = _Lexicon({}, {}, frozenset(_data()["familiar"].split()))
    for entry, forms in entries():
        for form in forms:
            _add(lexicon, form, entry)
    for row in _data()["words"]:
        for ordinary in row.get("not", []):
            _add(lexicon, ordinary, None)
    return lexicon


def _add(lexicon: _Lexicon, phrase: str, entry: Entry | None) -> None:
    form = _Form(tuple(phrase.split()), entry)
    first = form.parts[0].lower()
    if first.startswith("*"):
        lexicon.by_end.setdefault(first[-_KEY:], []).append(form)
    else:
        lexicon.by_start.setdefault(first.rstrip("*")[:_KEY], []).append(form)


class Use(NamedTuple):
    """An official word in the turn: the words from `first` up to `after`."""

    entry: Entry
    first: int
    after: int

    def span(self, words: list[Token]) -> tuple[int, int]:
        """Where it starts and ends in the text."""
        return words[self.first].start, words[self.after - 1].end


def uses(words: list[Token]) -> Iterator[Use]:
    """The official words among these, also letter words that the list does not know."""
    lexicon = _lexicon()
    index = 0
    while index < len(words):
        form = lexicon.form_at(index, words)
        size = len(form.parts) if form else 1
        if form and form.entry:
            article = size > 1 and words[index].text.lower() in _ARTICLES
            yield Use(form.entry, index + article, index + size)
        elif not form and _is_letter_word(index, words, lexicon.familiar):
            yield Use(Entry(words[index].text, SPELL_OUT, known=False), index, index + 1)
        index += size


def _is_letter_word(index: int, words: list[Token], familiar: frozenset[str]) -> bool:
    """Whether a word is an abbreviation that few people know; not when a neighbour shouts too."""
    if not _LETTERS.fullmatch(words[index].text) or words[index].text in familiar:
        return False
    before, after = words[max(0, index - 1) : index], words[index + 1 : index + 2]
    if any(_POSTCODE.fullmatch(word.text) for word in before):
        return False
    return not any(len(word.text) > 1 and word.text.isupper() for word in before + after)
