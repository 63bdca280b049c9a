"""Looks at every sentence of a model before it is shown: may this citizen say this, now?

Code checks what a model was asked for. A sentence that is refused is not mended; it is asked once
more, and then the written line is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal, get_args

import yaml

from simulator.citizen.actor import Scene
from simulator.citizen.direction import is_forgiving, locked_facts
from simulator.citizen.secrets import hinted_facts
from simulator.citizen.understanding import JARGON
from simulator.observation.clarity.jargon import find_jargon
from simulator.observation.normalise import blank_quotations, fold
from simulator.observation.overlap import content
from simulator.observation.role import speaks_to_the_program

Objection = Literal[
    "markup",
    "english",
    "two_voices",
    "out_of_role",
    "helper",
    "locked",
    "long",
    "repeats",
    "level",
    "too_nice",
]

OBJECTIONS: Sequence[Objection] = get_args(Objection)

SAID: Mapping[Objection, str] = {
    "markup": "er stond opmaak of een naam in",
    "english": "het was niet in het Nederlands",
    "two_voices": "je sprak ook voor de medewerker",
    "out_of_role": "je viel uit je rol",
    "helper": "je deed alsof jij de medewerker bent",
    "locked": "je vertelde iets wat je nog niet vertelt",
    "long": "het was te lang",
    "repeats": "dat heb je net al gezegd",
    "level": "die woorden of zinnen zijn te moeilijk voor jou",
    "too_nice": "je was te dankbaar, terwijl je nog boos of op je hoede bent",
}
"""What a model is told of its mistake."""

MARGIN = 1.1
"""How far over the limit of words a reply may go; a sentence is not cut for one word."""

SAME = 0.65
"""Share of the words that a reply may have in common with the one before."""

SHARED = 0.5
"""Share of three-word sequences that a reply may have in common with one of the last six."""

LONGEST_SENTENCE = {"A1": 14, "A2": 20, "B1": 28, "B2": 36, "C1": 48}
"""Words in one sentence that somebody of a level says; one says a little more than one follows."""

LONG_WORD = 12
"""Letters from which a word is long."""

LONGEST_WORD = {"A1": 16, "A2": 17, "B1": 19, "B2": 24, "C1": 40}
"""Letters of a word that somebody of a level says without having heard it first."""

LONG_WORDS = {"A1": 0.05, "A2": 0.08, "B1": 0.12, "B2": 0.2, "C1": 0.3}
"""Share of long words that somebody of a level says."""

SHORT_QUESTION = 5
"""Words of a question that only gives back what was said."""

HARD_WORD = 10
"""Letters of words of which a sentence holds only a few."""

HARD_WORDS = {"A1": 2, "A2": 3, "B1": 4, "B2": 6, "C1": 9}
"""Such words, not said before, from which a sentence is too hard for a level."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:]*")
_MARKUP = re.compile(
    r"[*_`#|~\\{}\[\]<>^]|^\s*(?:[-•–]\s|\d+[.)]\s)|https?://|[\x00-\x09\x0b-\x1f\x7f-\x9f]|\ufffd|Ã.|â€"
    r"|[\U0001f000-\U0001faff\u2600-\u27bf\u200b-\u200f\u202a-\u202e]"
)
_WHOLE_QUOTED = re.compile(r"^[\"“„«'].*[\"”»']$", re.DOTALL)
_LABEL = re.compile(
    r"^\s*(?:[A-Z][\w'.]{0,30}(?:\s(?:de|van|der|den|[A-Z][\w'.]{0,30})){0,3}|[Bb]urger|[Bb]eller|[Ii]nwoner|[Kk]lant|[Aa]ntwoord|[Rr]eactie):\s"
)
_DOUBTS = re.compile(r"\?|\b(?:geen|niet|nooit|niks|waarom|hoezo)\b")
_TITLE = r"(?:mevrouw|meneer|mijnheer|mw\.?|dhr\.?)"
_DOES = (
    r"(?:is|was|zal|zou|voelt|reageert|heeft|had|wil|zegt|antwoordt|blijft|denkt|kijkt|vertelt"
    r"|moet|mag|kan|zucht|zwijgt|wordt|weet|hoort|praat|te spelen|speelt|reactie)"
)
_ASIDE = re.compile(r"\([^)]*\)")


class Guard:
    """What a citizen may say in one scene."""

    def __init__(
        self, scene: Scene, written: Sequence[str] = (), *, grateful: bool = False
    ) -> None:
        """What may be said at a moment.

        Args:
            scene: the moment.
            written: the lines that would be said without a model: what is in them is right.
            grateful: whether thanks are in place whatever the mood.
        """
        self._scene = scene
        self._may_thank = grateful or is_forgiving(scene.state)
        self._scenario = scene.scenario
        self._written = " ".join(written)
        self._checks: Sequence[tuple[Objection, Callable[[str, str], bool]]] = (
            ("markup", self._has_markup),
            ("two_voices", self._speaks_for_both),
            ("english", self._is_not_dutch),
            ("out_of_role", self._is_out_of_role),
            ("helper", self._helps),
            ("locked", self._tells_a_secret),
            ("too_nice", self._is_too_nice),
            ("long", self._is_too_long),
            ("level", self._is_too_hard),
            ("repeats", self._repeats),
        )

    def objection(self, said: str, sentence: str) -> Objection | None:
        """Why a sentence cannot follow what was said already; None when it can.

        Args:
            said: the sentences of this reply that were shown, "" before the first.
            sentence: the next one.
        """
        whole = f"{said} {sentence}".strip()
        if said and sentence.startswith("\n"):
            return "two_voices"
        return next((n for n, holds in self._checks if holds(sentence.strip(), whole)), None)

    # -- form ------------------------------------------------------------------------------------

    def _has_markup(self, sentence: str, whole: str) -> bool:
        if _MARKUP.search(sentence) or _LABEL.match(sentence) or not _WORD.search(sentence):
            return not _is_silence(sentence)
        return bool(_WHOLE_QUOTED.match(whole) or _ASIDE.search(sentence))

    def _speaks_for_both(self, sentence: str, whole: str) -> bool:
        return re.search(r"\b(?:medewerker|jij|trainee|agent)\s*:", fold(sentence)) is not None

    def _is_not_dutch(self, sentence: str, whole: str) -> bool:
        words = [word.casefold() for word in _WORD.findall(sentence)]
        return not _list("foreign").isdisjoint(words) or _other_script(sentence)

    def _is_too_long(self, sentence: str, whole: str) -> bool:
        speech = self._scenario.citizen.speech
        lengths = [len(part.split()) for part in re.split(r"(?<=[.!?…])\s+", whole)]
        return (
            len(whole.split()) > MARGIN * speech.max_words
            # "Nou. Ja." is a way of breathing.
            or sum(length > 2 for length in lengths) > speech.max_sentences + 1
            or sum(length > 1 for length in lengths) > speech.max_sentences + 1
        )

    def _is_too_hard(self, sentence: str, whole: str) -> bool:
        level = self._scenario.citizen.speech.level
        words = _WORD.findall(sentence)
        known = self._known
        if len(words) > LONGEST_SENTENCE[level]:
            return True
        long = [w for w in words if len(w) >= LONG_WORD and fold(w) not in known]
        if _any("learned", sentence) or any(len(w) >= LONGEST_WORD[level] for w in long):
            return True
        if len(long) > 1 and len(long) / len(words) > LONG_WORDS[level]:
            return True
        hard = [w for w in words if len(w) >= HARD_WORD and fold(w) not in known]
        if len(hard) >= HARD_WORDS[level]:
            return True
        official = [use for use in find_jargon(whole) if fold(use.word) not in known]
        return len(official) > JARGON[level]

    def _repeats(self, sentence: str, whole: str) -> bool:
        mine = _triples(whole)
        earlier = [turn.text for turn in self._scene.heard if turn.speaker == "citizen"][-6:]
        if not mine:
            return any(fold(whole) == fold(text) for text in earlier[-1:]) and len(whole) > 12
        words = set(_WORD.findall(fold(whole)))
        before = set(_WORD.findall(fold(earlier[-1]))) if earlier else set()
        same = len(words) > 5 and len(words & before) / len(words | before) >= SAME
        return same or any(len(mine & _triples(text)) / len(mine) > SHARED for text in earlier)

    # -- role ------------------------------------------------------------------------------------

    def _is_out_of_role(self, sentence: str, whole: str) -> bool:
        return (
            self._speaks_of_itself(sentence)
            or self._obeys(sentence, whole)
            or (_any("out_of_role", sentence) and not self._asks_back(sentence))
        )

    def _asks_back(self, sentence: str) -> bool:
        """Whether it asks what is meant with what the trainee just said: "Welke oefening?"."""
        last = next((t.text for t in reversed(self._scene.heard) if t.speaker == "trainee"), "")
        short = "?" in sentence and len(sentence.split()) <= SHORT_QUESTION
        return short and bool(content(sentence) & content(last))

    def _speaks_of_itself(self, sentence: str) -> bool:
        """Whether the citizen is told about by the first name, as an author would."""
        first = re.escape(self._scenario.citizen.name.split()[0])
        told = rf"\b{first}\s+(?:nu\s+|ook\s+|zich\s+)?{_DOES}\b"
        return re.search(told, blank_quotations(sentence)) is not None

    def _obeys(self, sentence: str, whole: str) -> bool:
        """Whether it says what somebody who spoke to the program told it to say."""
        last = next((t.text for t in reversed(self._scene.heard) if t.speaker == "trainee"), "")
        if not speaks_to_the_program(fold(last)) or _DOUBTS.search(fold(whole)):
            return False
        return bool(content(sentence) & content(last))

    def _helps(self, sentence: str, whole: str) -> bool:
        return _any("helper", sentence) or self._addresses_itself(sentence)

    def _addresses_itself(self, sentence: str) -> bool:
        """Whether the citizen is spoken to by name: then somebody else is speaking."""
        names = self._scenario.citizen.name.split()
        title = rf"\b{_TITLE} (?:de |van |der |den )*{re.escape(names[-1])}\b"
        own = re.search(title, blank_quotations(sentence), re.IGNORECASE)
        if own is None:
            return False
        before = sentence[: own.start()].rstrip()
        # "Met mevrouw Pengel", "ik ben meneer De Boer", "voor u mevrouw Pengel".
        return (
            re.search(r"(?:\b(?:met|ben|als|voor|heet|van|u|is|nog|het)|[\"“])$", before, re.I)
            is None
        )

    def _is_too_nice(self, sentence: str, whole: str) -> bool:
        return not self._may_thank and _any("thanks", sentence)

    def _tells_a_secret(self, sentence: str, whole: str) -> bool:
        locked = locked_facts(self._scenario, self._scene.state)
        return bool(locked & hinted_facts(whole, self._scene, self._written))

    @cached_property
    def _known(self) -> frozenset[str]:
        """The words that were said in this conversation, or are written for this citizen."""
        said = " ".join(turn.text for turn in self._scene.heard)
        return frozenset(_WORD.findall(fold(f"{said} {self._written}")))


def is_thankful(text: str) -> bool:
    """Whether somebody thanks, praises or is relieved."""
    return _any("thanks", text)


def _is_silence(sentence: str) -> bool:
    return bool(sentence) and not set(sentence) - set(".… ?!")


def _other_script(sentence: str) -> bool:
    """Whether letters stand in it that no Dutch word has."""
    return any(letter.isalpha() and letter > "\u024f" for letter in sentence)


def _any(name: str, sentence: str) -> bool:
    folded = blank_quotations(fold(sentence))
    return any(pattern.search(folded) for pattern in _patterns(name))


def _triples(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@cache
def _file() -> Mapping[str, list[str] | str]:
    text = (files("simulator.citizen") / "guard.yaml").read_text(encoding="utf-8")
    rows: Mapping[str, list[str] | str] = yaml.safe_load(text)
    return rows


@cache
def _patterns(name: str) -> Sequence[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in _file()[name]]


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(str(_file()[name]).split())
