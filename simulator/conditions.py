"""The one condition language of scenarios and rubrics: what must hold for a line or a level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from simulator.behaviours import MOOD_NAMES, BehaviourId, MoodName, behaviours
from simulator.language import _

Band = Literal["low", "mid", "high"]
"""Where a mood value lies; how a value gets there is `simulator.citizen.mood`."""

SIGNALS = (
    "acute_risk",
    "anger",
    "confusion",
    "digital",
    "distress",
    "distrust",
    "greeted",
    "hardship",
    "identity_given",
    "identity_needed",
    "language",
    "own_case",
    "problem",
    "question",
    "reading",
    "relief",
    "risk_answered",
    "swearing",
    "threat",
)
"""What words can show apart from behaviours: see `simulator.observation.signals`."""

_NUMBER = re.compile(r"\s*(>=|<=|>|<|=)?\s*(-?\d+(?:\.\d+)?)\s*")
_COMPARE = {
    ">=": float.__ge__,
    "<=": float.__le__,
    ">": float.__gt__,
    "<": float.__lt__,
    "=": float.__eq__,
}


@dataclass(frozen=True, slots=True)
class NumberTest:
    """`">=30"`, `"<60"` or a plain number."""

    operator: str
    bound: float

    def holds(self, value: float) -> bool:
        """Whether `value` passes."""
        return _COMPARE[self.operator](float(value), self.bound)

    def __str__(self) -> str:
        return f"{self.operator}{self.bound:g}"


def _number_test(value: Any) -> NumberTest:
    if isinstance(value, NumberTest):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise PydanticCustomError("number_test", _("verwacht een getal of bijvoorbeeld '>=30'"))
    match = _NUMBER.fullmatch(str(value))
    if match is None:
        raise PydanticCustomError("number_test", _("verwacht een getal of bijvoorbeeld '>=30'"))
    return NumberTest(match[1] or "=", float(match[2]))


def _mood_test(value: Any) -> NumberTest | Band:
    if value in ("low", "mid", "high"):
        band: Band = value
        return band
    test = _number_test(value)
    if not 0 <= test.bound <= 100:
        raise PydanticCustomError("mood_range", _("een stemming loopt van 0 tot 100"))
    return test


def listed(value: Any) -> Any:
    """One piece of text as a list of one; anything else as it is."""
    return [value] if isinstance(value, str) else value


def _known_behaviours(value: list[str]) -> list[str]:
    for name in value:
        if name not in behaviours():
            raise PydanticCustomError(
                "unknown_behaviour", _("onbekend gedrag '{name}'"), {"name": name}
            )
    return value


def _as_text(value: NumberTest | Band | None) -> str | None:
    return None if value is None else str(value)


_WrittenNumber = int | float | Annotated[str, Field(pattern=_NUMBER.pattern)]

Count = Annotated[
    NumberTest,
    BeforeValidator(_number_test, json_schema_input_type=_WrittenNumber),
    PlainSerializer(_as_text, return_type=str | None),
]
MoodTest = Annotated[
    NumberTest | Band,
    BeforeValidator(_mood_test),
    PlainSerializer(_as_text, return_type=str | None),
]
Ids = Annotated[
    list[str],
    BeforeValidator(listed, json_schema_input_type=str | list[str]),
    Field(min_length=1),
]
Behaviours = Annotated[Ids, AfterValidator(_known_behaviours)]


@dataclass(frozen=True, slots=True)
class Moment:
    """What conditions are held against: the conversation at one moment."""

    now: frozenset[BehaviourId] = frozenset()
    """Behaviours of the present turn."""
    seen: Mapping[BehaviourId, int] = field(default_factory=dict)
    """In how many turns each behaviour was seen, the present one included."""
    mood: Mapping[MoodName, float] = field(default_factory=dict)
    bands: Mapping[MoodName, Band] = field(default_factory=dict)
    turn: int = 0
    """Trainee utterances so far, the present one included."""
    told: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    """Facts that may be told in this turn and have not been told."""
    topics: frozenset[str] = frozenset()
    phase: str = ""
    done: frozenset[str] = frozenset()
    """Actions done so far."""
    verified: bool = False
    too_hard: bool = False
    """Whether the present turn was too hard for this citizen."""
    crossed: str | None = None
    """The line the citizen crossed last, if any."""
    signals: frozenset[str] = frozenset()
    """What the citizen's turns have shown so far."""


class Condition(BaseModel):
    """All keys that are given must hold. An empty condition always holds."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    now: Behaviours | None = Field(None, description="Nu gezien: één gedrag, of één uit een lijst.")
    ever: Behaviours | None = Field(None, description="Nu of eerder gezien.")
    times: int | None = Field(
        None, ge=1, le=99, description="Ten minste zo vaak (bij now of ever)."
    )
    anger: MoodTest | None = None
    trust: MoodTest | None = None
    stress: MoodTest | None = None
    grip: MoodTest | None = None
    control: MoodTest | None = None
    shame: MoodTest | None = None
    turn: Count | None = Field(None, description="Beurten van de medewerker tot en met deze.")
    fact: Ids | None = Field(None, description="Dit feit is al verteld.")
    fact_open: Ids | None = Field(None, description="Dit feit mag nu verteld worden.")
    topic: Ids | None = Field(None, description="De vraag gaat hierover.")
    phase: Ids | None = None
    action: Ids | None = Field(None, description="De medewerker heeft dit gedaan.")
    identity: Literal["verified"] | None = None
    clarity: Literal["poor"] | None = Field(None, description="De uitleg was te moeilijk.")
    crossed: Literal["swearing", "threat"] | None = Field(
        None, description="De burger ging over deze grens."
    )
    signal: (
        Annotated[list[Literal[SIGNALS]], BeforeValidator(listed), Field(min_length=1)] | None  # type: ignore[valid-type]
    ) = Field(None, description="De burger liet dit merken; alleen in een rubric.")
    not_: Condition | None = Field(None, alias="not")
    any_: list[Condition] | None = Field(None, alias="any", min_length=1)
    all_: list[Condition] | None = Field(None, alias="all", min_length=1)

    @model_validator(mode="after")
    def _times_needs_behaviour(self) -> Condition:
        if self.times is not None and self.now is None and self.ever is None:
            raise PydanticCustomError("times_alone", _("times hoort bij now of ever"))
        return self

    def holds(self, moment: Moment) -> bool:
        """Whether everything that is asked holds at this moment."""
        return (
            self._behaviours_hold(moment)
            and self._mood_holds(moment)
            and self._situation_holds(moment)
            and (self.not_ is None or not self.not_.holds(moment))
            and (self.any_ is None or any(part.holds(moment) for part in self.any_))
            and (self.all_ is None or all(part.holds(moment) for part in self.all_))
        )

    def _behaviours_hold(self, moment: Moment) -> bool:
        least = self.times or 1
        if self.now is not None and not any(
            name in moment.now and moment.seen.get(BehaviourId(name), 1) >= least
            for name in self.now
        ):
            return False
        if self.ever is None:
            return True
        return sum(moment.seen.get(BehaviourId(name), 0) for name in self.ever) >= least

    def _mood_holds(self, moment: Moment) -> bool:
        for name in MOOD_NAMES:
            test: NumberTest | Band | None = getattr(self, name)
            if test is None:
                continue
            if isinstance(test, NumberTest):
                if name not in moment.mood or not test.holds(moment.mood[name]):
                    return False
            elif moment.bands.get(name) != test:
                return False
        return True

    def _situation_holds(self, moment: Moment) -> bool:
        return (
            (self.turn is None or self.turn.holds(moment.turn))
            and _meets(self.fact, moment.told)
            and _meets(self.fact_open, moment.open)
            and _meets(self.topic, moment.topics)
            and (self.phase is None or moment.phase in self.phase)
            and _meets(self.action, moment.done)
            and (self.identity is None or moment.verified)
            and (self.clarity is None or moment.too_hard)
            and (self.crossed is None or moment.crossed == self.crossed)
            and _meets(self.signal, moment.signals)
        )

    @property
    def weight(self) -> int:
        """How specific it is: behaviours and facts weigh two, anything else one."""
        own = sum(
            2 if key in _HEAVY else 1
            for key in self.model_fields_set
            if key not in ("not_", "any_", "all_", "times")
        )
        own += self.times or 0
        own += sum(part.weight for part in self.all_ or ())
        own += min((part.weight for part in self.any_ or ()), default=0)
        return own + (1 if self.not_ is not None else 0)

    def parts(self) -> Iterator[Condition]:
        """This condition and every condition inside it."""
        yield self
        for part in (*(self.all_ or ()), *(self.any_ or ()), *((self.not_,) if self.not_ else ())):
            yield from part.parts()


_HEAVY = frozenset({"now", "ever", "fact", "fact_open", "clarity", "crossed"})


def _meets(wanted: list[str] | None, have: frozenset[str]) -> bool:
    return wanted is None or any(name in have for name in wanted)
