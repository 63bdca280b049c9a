"""What was observed in one trainee turn: plain immutable values that every other room reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from simulator.behaviours import BehaviourId

Channel = Literal["click", "call", "face"]
"""Chat or e-mail, telephone, or the counter."""

Speaker = Literal["citizen", "trainee"]

Boundary = Literal["swearing", "threat"]
"""A line that a citizen can cross."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn of the conversation, already cleaned and masked."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class TurnContext:
    """What the observer may know besides the words of the turn itself."""

    channel: Channel = "call"
    verified: bool = False
    """Whether the citizen has proved who they are."""
    citizen: str | None = None
    """The citizen's turn just before this one."""
    history: Sequence[Utterance] = ()
    """Earlier turns, oldest first, without `citizen`."""
    topics: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The scenario's topics: id and the words that point at it."""
    identity: Mapping[str, str] = field(default_factory=dict)
    """The scenario's fictional identity values, by name (`geboortedatum`, `postcode`, …)."""
    crossed: Boundary | None = None
    """The line that the citizen crossed in the turn just before, if any."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One behaviour, seen in these literal words of the turn."""

    behaviour: BehaviourId
    quote: str
    start: int
    """Code point offset in the turn; `text[start:end] == quote`."""
    end: int
    confidence: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Jargon:
    """An official word that was used without explaining it, and what one can say instead."""

    word: str
    plain: str

    @property
    def beside(self) -> str:
        """Both, as they are shown: "beschikking → onze beslissing op papier"."""
        return f"{self.word} → {self.plain}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some literal words of the turn."""

    quote: str
    start: int
    """Code point offset in the turn; `text[start:end] == quote`."""
    end: int


@dataclass(frozen=True, slots=True)
class Clarity:
    """How hard the turn is to follow."""

    words: int = 0
    words_per_sentence: float = 0.0
    longest_sentence: int = 0
    """Words in the longest sentence, or clause where speech was typed out without any mark."""
    flesch_douma: float | None = None
    """Flesch-Douma reading ease, about 0 (hard) to 100 (easy); None under twelve words."""
    jargon: tuple[Jargon, ...] = ()
    passives: tuple[Passage, ...] = ()
    """What does not say who does it: "wordt … toegekend"; only the first few."""
    rare_words: tuple[Passage, ...] = ()
    """Words that few people use, official ones apart; each once, only the first few."""


@dataclass(frozen=True, slots=True)
class PrivacyFinding:
    """Personal data that was replaced by a placeholder; offsets point at the placeholder."""

    kind: str
    start: int
    end: int


AcuteKind = Literal["suicide", "violence", "threat", "need", "medical"]
"""Not wanting to live; violence at home; a threat; no food or roof; a medical emergency."""


@dataclass(frozen=True, slots=True)
class AcuteRisk:
    """Words that may mean that someone is in danger now: who speaks, who hears, or another."""

    kind: AcuteKind
    quote: str
    start: int
    """Code point offset in the turn; `text[start:end] == quote`."""
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in one trainee turn."""

    observations: tuple[Observation, ...] = ()
    topics: tuple[str, ...] = ()
    """Scenario topics that the turn asks about (only from what is asked)."""
    clarity: Clarity = field(default_factory=Clarity)
    privacy: tuple[PrivacyFinding, ...] = ()
    asks: bool = False
    """Whether the turn asks the citizen something."""
    identity_asked: tuple[str, ...] = ()
    """Identity items asked for, also those the scenario has no value of (`bsn`); may be empty."""
    out_of_role: bool = False
    """Whether the trainee spoke to the program instead of to the citizen."""
    corrected: bool = False
    """Whether a person said what is in the turn, where the program had it wrong."""
    acute: tuple[AcuteRisk, ...] = ()
    """What in the trainee's own words may mean acute danger; it is no behaviour."""

    @property
    def behaviours(self) -> frozenset[BehaviourId]:
        """The behaviours seen, each once."""
        return frozenset(observation.behaviour for observation in self.observations)

    @property
    def unread(self) -> bool:
        """Whether nothing could be read: such a turn changes nothing."""
        return not (self.observations or self.topics or self.out_of_role)
