"""Reading one trainee turn: which of the 32 behaviours are in it, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from simulator.behaviours import BehaviourId, behaviours
from simulator.observation.asked import asked_identity, asked_topics
from simulator.observation.clarity import measure
from simulator.observation.jargon import find_jargon
from simulator.observation.normalise import Spoken, fold, spoken
from simulator.observation.overlap import content
from simulator.observation.privacy import find_placeholders
from simulator.observation.reading import Clarity, Observation, Reading, TurnContext
from simulator.observation.role import speaks_to_the_program
from simulator.observation.rules import Rule, macro, rules
from simulator.observation.sentences import Sentence, sentences

MOST = 4000
"""Characters of a turn that are looked at; nobody says more in one turn."""

MONOLOGUE = 120
"""Words without a question after which a turn talks over the other."""

_REACH = 70
"""Characters after an acknowledgement within which a "maar" takes it back."""

_NO_ROOM = frozenset(
    {"arguing", "greet_introduce", "respectful_boundary", "talking_over", "teach_back", "warm_handover"}
)
"""What a turn does in which "gaat u door" or "zegt u het maar" leaves no room for a story."""

_UNFINISHED = re.compile(r"(?:\.\.\.|…|,|-|–|\b(?:maar|en|want|dus|omdat|dat|toen))\s*$")
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
    return Reading(
        observations=tuple(turn.observations()),
        topics=asked_topics(asking, context.topics),
        clarity=turn.clarity,
        privacy=find_placeholders(text),
        asks=bool(asking),
        identity_asked=asked_identity(asking, context.identity),
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
    _found: dict[BehaviourId, Observation] = field(init=False, default_factory=dict)
    _story: frozenset[str] = field(init=False)
    _heard: str = field(init=False)

    def __post_init__(self) -> None:
        self.folded = self.spoken.text
        self.sentences = sentences(self.folded)
        asks = any(sentence.asks for sentence in self.sentences)
        self._whole = Sentence(0, len(self.folded), self.folded, asks)
        self.clarity = measure(self.text)
        self._heard = fold(self.context.citizen or "")
        said = [u.text for u in self.context.history if u.speaker == "citizen"]
        citizen = [self.context.citizen] if self.context.citizen else []
        self._story = frozenset(stem for part in (*said, *citizen) for stem in content(part))

    def observations(self) -> Iterator[Observation]:
        for rule in rules():
            self._try(rule)
        self._jargon()
        self._settle()
        yield from sorted(self._found.values(), key=lambda seen: (seen.start, seen.behaviour))

    def _try(self, rule: Rule) -> None:
        best = self._found.get(rule.behaviour)
        if best is not None and best.confidence >= rule.confidence:
            return
        if not self._fits_around(rule):
            return
        for sentence in [self._whole] if rule.whole_turn else self.sentences:
            if any(pattern.search(sentence.text) for pattern in rule.unless):
                continue
            for pattern in rule.seen:
                match = pattern.search(sentence.text)
                if match is not None and self._meets(rule, sentence, match):
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
        if rule.but and self._taken_back(end, sentence):
            self._add(BehaviourId("robotic_empathy"), start, self._but_at(end), 0.85)
            return
        confidence = rule.confidence
        if rule.template and self._is_formula(sentence):
            self._add(BehaviourId("robotic_empathy"), start, end, 0.75)
            return
        self._add(rule.behaviour, start, end, confidence)

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
        known = self._found.get(behaviour)
        if start < end and (known is None or known.confidence < confidence):
            quote = self.text[start:end]
            self._found[behaviour] = Observation(behaviour, quote, start, end, confidence)

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        """The words around a match that make it a quote that its speaker recognises."""
        before = self.folded[:start]
        start = max(before.rfind(sign) for sign in _BOUNDARY) + 1
        ends = [at for at in (self.folded.find(sign, end) for sign in _BOUNDARY) if at >= 0]
        end = min(ends, default=len(self.folded))
        while end < len(self.folded) and self.folded[end] in ".!?":
            end += 1
        return start, end

    def _taken_back(self, end: int, sentence: Sentence) -> bool:
        return self._but_at(end) > end

    def _but_at(self, end: int) -> int:
        """Where the "maar" that follows ends, or `end` when none follows."""
        after = self.folded[end : end + _REACH]
        for match in macro("l_maar").finditer(after):
            before = self.folded[: end + match.start()]
            stop = re.search(r"[.!?]\s*\S+.*[.!?]", after[: match.start()], re.DOTALL)
            if macro("l_gebiedend_maar").search(before[-80:]) or stop:
                continue
            return end + match.end()
        return end

    def _is_formula(self, sentence: Sentence) -> bool:
        """A name for a feeling in a ready-made sentence, with nothing of the story in or near it."""
        formula = macro("l_formule").search(sentence.text)
        return formula is not None and not self._echoes(self.folded)

    def _echoes(self, text: str) -> bool:
        return bool(content(text) & self._story)

    def _meets(self, rule: Rule, sentence: Sentence, match: re.Match[str]) -> bool:
        return all(self._need(need, sentence, match) for need in rule.needs)

    def _need(self, need: str, sentence: Sentence, match: re.Match[str]) -> bool:  # noqa: PLR0911
        context = self.context
        if need == "asks":
            return sentence.asks
        if need == "crossed":
            heard = fold(context.citizen or "")
            return context.crossed is not None or macro("l_scheldt").search(heard) is not None
        if need == "early":
            return sum(u.speaker == "trainee" for u in context.history) < 3
        if need == "echo":
            return self._echoes(sentence.text)
        if need == "echo_twice":
            return len(content(sentence.text) & self._story) > 1
        if need == "long_enough":
            return sentence.words >= 6 or self.clarity.words >= 10
        if need == "monologue":
            return self.clarity.words > MONOLOGUE and not any(s.asks for s in self.sentences)
        if need == "no_jargon":
            return not self.clarity.jargon
        if need == "no_story":
            return not self._echoes(sentence.text) and not self._about_something()
        if need == "not_verifying":
            return "verify_identity" not in self._found
        if need == "short_sentences":
            return self.clarity.words_per_sentence <= 18 or sentence.words <= 18
        if need == "unfinished":
            return bool(_UNFINISHED.search(context.citizen or ""))
        if need == "unverified":
            return not context.verified
        raise AssertionError(need)

    def _about_something(self) -> bool:
        """A kind formula beside words about this person's own story is no formula."""
        return bool(
            {"name_emotion", "validate_grievance", "own_apology", "summarise_check"}
            & self._found.keys()
        )

    def _jargon(self) -> None:
        for word in find_jargon(self.text[:MOST]):
            self._put(BehaviourId("unexplained_jargon"), word.start, word.end, 0.8)
            return

    def _settle(self) -> None:
        """What cannot be true of one turn at once."""
        found = self._found
        if "warm_handover" in found:
            found.pop(BehaviourId("cold_transfer"), None)
            found.pop(BehaviourId("pillar_to_post"), None)
        if "respectful_boundary" in found:
            found.pop(BehaviourId("condescending"), None)
        if {"teach_back", "verify_identity", "talking_over", "pillar_to_post"} & found.keys():
            found.pop(BehaviourId("open_question"), None)
        if {"teach_back", "respectful_boundary", "summarise_check", "greet_introduce"} & found.keys():
            found.pop(BehaviourId("probe_deeper"), None)
        opening = found.get(BehaviourId("open_question"))
        if opening and "greet_introduce" in found and not self._echoes(opening.quote):
            # What everybody asks at the door opens no story.
            del found[opening.behaviour]
        if _NO_ROOM & found.keys():
            found.pop(BehaviourId("invite_story"), None)
        if "minimising" in found:
            found.pop(BehaviourId("validate_grievance"), None)
        if "unexplained_jargon" in found:
            found.pop(BehaviourId("plain_explanation"), None)
        if any(
            not behaviours()[name].positive
            and name not in ("robotic_empathy", "unexplained_jargon")
            for name in found
        ):
            found.pop(BehaviourId("plain_explanation"), None)
