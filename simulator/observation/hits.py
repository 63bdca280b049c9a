"""What the patterns see in a turn: for each behaviour the best match of its rules."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field

from simulator.behaviours import BehaviourId
from simulator.observation.clarity.jargon import find_jargon
from simulator.observation.clarity.measure import measure
from simulator.observation.needs import meets
from simulator.observation.normalise import Spoken, heard
from simulator.observation.overlap import content
from simulator.observation.reading import Clarity, TurnContext
from simulator.observation.rules import Rule, macro, rules
from simulator.observation.sentences import Sentence, sentences

ROBOTIC = BehaviourId("robotic_empathy")
JARGON = BehaviourId("unexplained_jargon")

_REACH = 70
"""Characters after an acknowledgement within which a "maar" takes it back."""

_ANOTHER_SENTENCE = re.compile(r"[.!?]\s*\S+.*[.!?]", re.DOTALL)

TAKEN_BACK, FORMULA, OFFICIAL_WORD = 0.85, 0.75, 0.8
"""How sure it is that a "maar" takes back, that a formula is one, that a word is official."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What a pattern matched, and how often such a match is right."""

    start: int
    """Place in the folded turn."""
    end: int
    sure: float
    """0 to 1."""


@dataclass(slots=True)
class Turn:
    """A turn as patterns look at it."""

    text: str
    spoken: Spoken
    context: TurnContext
    folded: str = field(init=False)
    sentences: list[Sentence] = field(init=False)
    found: dict[BehaviourId, Hit] = field(init=False, default_factory=dict)
    taken_back: set[BehaviourId] = field(init=False, default_factory=set)
    """What was said and taken back at once by a "maar"."""
    heard: str = field(init=False)
    """The citizen's turn just before, as patterns see it."""
    story: frozenset[str] = field(init=False)
    """The stems of content of all that the citizen said so far."""
    _whole: Sentence = field(init=False)
    _clarity: Clarity | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.folded = self.spoken.text
        self.sentences = sentences(self.folded)
        asks = any(sentence.asks for sentence in self.sentences)
        self._whole = Sentence(0, len(self.folded), self.folded, asks)
        self.heard = heard(self.context.citizen or "")
        said = [u.text for u in self.context.history if u.speaker == "citizen"]
        citizen = [self.context.citizen] if self.context.citizen else []
        self.story = frozenset(stem for part in (*said, *citizen) for stem in content(part))

    @property
    def clarity(self) -> Clarity:
        """How hard the turn is to follow; measured when it is first asked for."""
        if self._clarity is None:
            self._clarity = measure(self.text)
        return self._clarity

    def look(self, wanted: Container[str] | None = None) -> dict[BehaviourId, Hit]:
        """Tries the rules of the wanted behaviours, or all of them."""
        for rule in rules():
            if wanted is None or rule.behaviour in wanted or (_turns(rule) and ROBOTIC in wanted):
                self._try(rule)
        if wanted is None or JARGON in wanted:
            self._jargon()
        self.taken_back -= self.found.keys()
        return self.found

    def echoes(self, text: str) -> bool:
        """Whether words take up something of the citizen's story."""
        return bool(content(text) & self.story)

    def _try(self, rule: Rule) -> None:
        best = self.found.get(rule.behaviour)
        if best is not None and best.sure >= rule.confidence:
            return
        if not self._fits_around(rule):
            return
        for sentence in [self._whole] if rule.whole_turn else self.sentences:
            for pattern in rule.seen:
                match = pattern.search(sentence.text)
                if match is None or not all(meets(need, self, sentence) for need in rule.needs):
                    continue
                # Asked last: most sentences hold nothing of a rule in the first place.
                if any(pattern.search(sentence.text) for pattern in rule.unless):
                    break
                self._keep(rule, sentence, match)
                return

    def _fits_around(self, rule: Rule) -> bool:
        """Whether the rest of the turn, and what was just heard, leave room for this rule."""
        if rule.heard and not any(pattern.search(self.heard) for pattern in rule.heard):
            return False
        if not all(pattern.search(self.folded) for pattern in rule.beside):
            return False
        return not any(pattern.search(self.folded) for pattern in rule.without)

    def _keep(self, rule: Rule, sentence: Sentence, match: re.Match[str]) -> None:
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if rule.but and (but := self._but_after(start, end)) is not None:
            self.taken_back.add(rule.behaviour)
            self._put(ROBOTIC, Hit(start, but, TAKEN_BACK))
        elif rule.template and self._is_formula(sentence):
            self._put(ROBOTIC, Hit(start, end, FORMULA))
        else:
            self._put(rule.behaviour, Hit(start, end, rule.confidence))

    def _put(self, behaviour: BehaviourId, hit: Hit) -> None:
        known = self.found.get(behaviour)
        if known is None or known.sure < hit.sure:
            self.found[behaviour] = hit

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
        return formula is not None and not self.echoes(self.folded)

    def _jargon(self) -> None:
        first = next(iter(find_jargon(self.text[: len(self.spoken.places)])), None)
        if first is not None:
            self._put(
                JARGON, Hit(self._folded(first.start), self._folded(first.end), OFFICIAL_WORD)
            )

    def _folded(self, place: int) -> int:
        """The place in the folded turn of a place in the turn."""
        return next(at for at, real in enumerate(self.spoken.places) if real >= place)


def _turns(rule: Rule) -> bool:
    """Whether a match of a rule may turn out to be a formula."""
    return rule.but or rule.template
