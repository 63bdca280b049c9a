"""Reading one trainee turn: which of the 32 behaviours are in it, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.behaviours import BehaviourId
from simulator.observation.asked import asked_identity, asked_topics
from simulator.observation.clarity import measure
from simulator.observation.exclusions import settle
from simulator.observation.jargon import find_jargon
from simulator.observation.needs import meets
from simulator.observation.normalise import Spoken, fold, heard, spoken
from simulator.observation.overlap import content
from simulator.observation.privacy import find_placeholders
from simulator.observation.reading import Clarity, Observation, Reading, TurnContext
from simulator.observation.role import speaks_to_the_program
from simulator.observation.rules import Rule, macro, rules
from simulator.observation.sentences import Sentence, sentences

MOST = 4000
"""Characters of a turn that are looked at; nobody says more in one turn."""

_REACH = 70
"""Characters after an acknowledgement within which a "maar" takes it back."""

_ANOTHER_SENTENCE = re.compile(r"[.!?]\s*\S+.*[.!?]", re.DOTALL)

LEAST_BETWEEN = 4
"""Words between a greeting and a question from which the question is about something."""

_BOUNDARY = (".", "!", "?", "\n", ";", ",", ":", "…")
"""Signs between which the words of a quote are taken whole."""

_EDGES = " \n\t,;:-–"
"""Signs that no quote begins or ends with."""


def warm_up() -> None:
    """Does now what the first turn would otherwise wait for."""
    observe("Wat is er gebeurd?", TurnContext())


def observe(text: str, context: TurnContext) -> Reading:
    """What is read in a turn; the text has been cleaned and masked.

    Pure: the same turn in the same context is always read the same.
    """
    whole = fold(text)
    if speaks_to_the_program(whole):
        return Reading(clarity=measure(text), privacy=find_placeholders(text), out_of_role=True)
    turn = _Turn(text, spoken(text[:MOST]), context)
    asking = [sentence.text for sentence in turn.sentences if sentence.asks]
    observations = tuple(turn.observations())
    # "Uw geboortedatum graag" has the form of no question.
    checking = [turn.folded] if "verify_identity" in turn.found else asking
    return Reading(
        observations=observations,
        topics=asked_topics(asking, context.topics),
        clarity=turn.clarity,
        privacy=find_placeholders(text),
        asks=bool(asking),
        identity_asked=asked_identity(checking, context.identity),
    )


@dataclass(slots=True)
class _Turn:
    text: str
    spoken: Spoken
    context: TurnContext
    folded: str = field(init=False)
    sentences: list[Sentence] = field(init=False)
    _whole: Sentence = field(init=False)
    clarity: Clarity = field(init=False)
    found: dict[BehaviourId, Observation] = field(init=False, default_factory=dict)
    story: frozenset[str] = field(init=False)
    _heard: str = field(init=False)

    def __post_init__(self) -> None:
        self.folded = self.spoken.text
        self.sentences = sentences(self.folded)
        asks = any(sentence.asks for sentence in self.sentences)
        self._whole = Sentence(0, len(self.folded), self.folded, asks)
        self.clarity = measure(self.text)
        self._heard = heard(self.context.citizen or "")
        said = [u.text for u in self.context.history if u.speaker == "citizen"]
        citizen = [self.context.citizen] if self.context.citizen else []
        self.story = frozenset(stem for part in (*said, *citizen) for stem in content(part))

    def observations(self) -> Iterator[Observation]:
        for rule in rules():
            self._try(rule)
        self._jargon()
        self._settle()
        yield from sorted(self.found.values(), key=lambda seen: (seen.start, seen.behaviour))

    def _try(self, rule: Rule) -> None:
        best = self.found.get(rule.behaviour)
        if best is not None and best.confidence >= rule.confidence:
            return
        if not self._fits_around(rule):
            return
        for sentence in [self._whole] if rule.whole_turn else self.sentences:
            for pattern in rule.seen:
                match = pattern.search(sentence.text)
                if match is None or not self._meets(rule, sentence):
                    continue
                # Asked last: most sentences hold nothing of a rule in the first place.
                if any(pattern.search(sentence.text) for pattern in rule.unless):
                    break
                self._keep(rule, sentence, match)
                return

    def _fits_around(self, rule: Rule) -> bool:
        """Whether the rest of the turn, and what was just heard, leave room for this rule."""
        if rule.heard and not any(pattern.search(self._heard) for pattern in rule.heard):
            return False
        if not all(pattern.search(self.folded) for pattern in rule.beside):
            return False
        return not any(pattern.search(self.folded) for pattern in rule.without)

    def _keep(self, rule: Rule, sentence: Sentence, match: re.Match[str]) -> None:
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if rule.but and (but := self._but_after(start, end)) is not None:
            self._add(BehaviourId("robotic_empathy"), start, but, 0.85)
            return
        if rule.template and self._is_formula(sentence):
            self._add(BehaviourId("robotic_empathy"), start, end, 0.75)
            return
        self._add(rule.behaviour, start, end, rule.confidence)

    def _add(self, behaviour: BehaviourId, start: int, end: int, confidence: float) -> None:
        """Keeps what was seen between two places of the folded text."""
        start, end = self._clause(start, end)
        self._put(behaviour, self.spoken.places[start], self.spoken.places[end], confidence)

    def _put(self, behaviour: BehaviourId, start: int, end: int, confidence: float) -> None:
        """Keeps what was seen between two places of the turn, when it is the best so far."""
        while start < end and self.text[start] in _EDGES:
            start += 1
        while end > start and self.text[end - 1] in _EDGES:
            end -= 1
        known = self.found.get(behaviour)
        if start < end and (known is None or known.confidence < confidence):
            quote = self.text[start:end]
            self.found[behaviour] = Observation(behaviour, quote, start, end, confidence)

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """The words around a match that make it a quote that its speaker recognises."""
        before = self.folded[:start]
        start = max(before.rfind(sign) for sign in _BOUNDARY) + 1
        ends = [at for at in (self.folded.find(sign, end) for sign in _BOUNDARY) if at >= 0]
        end = min(ends, default=len(self.folded))
        while end < len(self.folded) and self.folded[end] in ".!?":
            end += 1
        return start, end

    def _but_after(self, start: int, end: int) -> int | None:
        """Where the "maar" ends that takes back what stands between two places, if one does."""
        for match in macro("l_maar").finditer(self.folded, start, end + _REACH):
            if _ANOTHER_SENTENCE.search(self.folded[end : match.start()]):
                return None
            before = self.folded[max(0, match.start() - _REACH) : match.start()]
            if not macro("l_gebiedend_maar").search(before):
                return match.end()
        return None

    def _is_formula(self, sentence: Sentence) -> bool:
        """A feeling named in a ready-made sentence, with nothing of the story in the turn."""
        formula = macro("l_formule").search(sentence.text)
        return formula is not None and not self._echoes(self.folded)

    def _echoes(self, text: str) -> bool:
        return bool(content(text) & self.story)

    def _meets(self, rule: Rule, sentence: Sentence) -> bool:
        return all(meets(need, self, sentence) for need in rule.needs)

    def _jargon(self) -> None:
        for word in find_jargon(self.text[:MOST]):
            self._put(BehaviourId("unexplained_jargon"), word.start, word.end, 0.8)
            return

    def _settle(self) -> None:
        settle(self.found)
        opening = self.found.get(BehaviourId("open_question"))
        greeting = self.found.get(BehaviourId("greet_introduce"))
        if opening and greeting and not self._echoes(opening.quote):
            between = self.text[greeting.end : opening.start].split()
            if len(between) < LEAST_BETWEEN:
                # What everybody asks at the door opens no story.
                del self.found[opening.behaviour]
