"""A rubric as a trainer writes it: criteria with four anchored levels, each with its condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from simulator.behaviours import BehaviourId, behaviours
from simulator.conditions import Condition
from simulator.language import _

Occasion = Literal[
    "opening",
    "identity",
    "story",
    "emotion",
    "boundary",
    "explanation",
    "question",
    "hardship",
    "follow_up",
    "accessibility",
    "rights",
]
"""What in the citizen's words calls for a criterion; that turn is quoted when it stays away."""

LevelName = Literal["1", "2", "3", "4"]

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=40)]
Text = Annotated[str, Field(min_length=1, max_length=1000)]

# A rubric serves any scenario and looks back at a whole conversation: what belongs to one turn, or
# to the ids of one scenario, can never hold here.
_ONLY_IN_SCENARIOS = ("now", "fact", "fact_open", "topic", "phase", "action")


def _looks_back(condition: Condition) -> Condition:
    for part in condition.parts():
        for key in _ONLY_IN_SCENARIOS:
            if getattr(part, key) is not None:
                raise PydanticCustomError(
                    "only_in_scenarios",
                    _("'{key}' kan alleen in een scenario; een rubric gaat over het hele gesprek"),
                    {"key": key},
                )
    return condition


RubricCondition = Annotated[Condition, AfterValidator(_looks_back)]


class Part(BaseModel):
    """Any part of a rubric: unknown keys are mistakes, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(Part):
    """One of the four levels: what it looks like, and when it is reached."""

    when: RubricCondition | None = Field(None, description="Wanneer dit niveau gehaald is.")
    text: Text = Field(description="Hoe dit niveau eruitziet.")


class Gate(Part):
    """Something that keeps the level down, however much else was seen."""

    when: RubricCondition = Field(description="Wanneer deze grens geldt.")
    max: int = Field(ge=1, le=3, description="Het hoogste niveau dat dan nog kan.")


class Improve(Part):
    """What a trainee can try next time."""

    text: Text = Field(description="Wat je de volgende keer kunt doen.")
    say: Text = Field(description="Een zin die je had kunnen zeggen.")


class Criterion(Part):
    """One thing that is looked at, from not visible to exemplary."""

    id: Id
    title: Text
    norm: Text = Field(description="De norm uit de Behoorlijkheidswijzer waar dit bij hoort.")
    applies: RubricCondition = Field(
        Condition(), description="Wanneer er gelegenheid voor was; leeg betekent altijd."
    )
    called_for_by: Occasion = Field(description="Wat in de woorden van de burger hierom vraagt.")
    levels: dict[LevelName, Level] = Field(
        description="De vier niveaus; het hoogste dat klopt, telt."
    )
    strength: Text = Field(description="Wat je zegt als dit goed ging.")
    improve: Improve
    gates: list[Gate] = []

    @model_validator(mode="after")
    def _four_levels(self) -> Criterion:
        missing = [name for name in ("1", "2", "3", "4") if name not in self.levels]
        if missing:
            raise PydanticCustomError(
                "levels", _("bij levels ontbreekt niveau {level}"), {"level": missing[0]}
            )
        for name, level in self.levels.items():
            if (level.when is None) != (name == "1"):
                raise PydanticCustomError(
                    "levels",
                    _("niveau 1 heeft geen 'when', de niveaus 2, 3 en 4 wel; zie niveau {level}"),
                    {"level": name},
                )
        return self

    def condition(self, level: int) -> Condition | None:
        """When a level (1 to 4) is reached; None for level 1."""
        return next((part.when for name, part in self.levels.items() if name == str(level)), None)

    def asked(self, level: int) -> list[BehaviourId]:
        """The behaviours that a level (1 to 4) asks for, without those it rules out."""
        return list(_asked(self.condition(level)))

    @property
    def wanted(self) -> frozenset[BehaviourId]:
        """The good behaviours that its levels ask for."""
        return frozenset(
            name
            for level in self.levels.values()
            for name in _asked(level.when)
            if behaviours()[name].positive
        )

    @property
    def core(self) -> frozenset[BehaviourId]:
        """The good behaviours that make up the skilful level."""
        return frozenset(name for name in self.asked(3) if behaviours()[name].positive)

    @property
    def opposites(self) -> frozenset[BehaviourId]:
        """The poor behaviours that undo it: those that keep it from the skilful level."""
        conditions = [self.condition(2), self.condition(3), *(gate.when for gate in self.gates)]
        return frozenset(
            name
            for condition in conditions
            for name in _named(condition)
            if not behaviours()[name].positive
        )


class Rubric(Part):
    """A whole rubric."""

    format: Literal[1]
    id: Id
    version: int | float | str = 1
    title: Text | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "nl"
    criteria: list[Criterion] = Field(min_length=1, max_length=60)

    @model_validator(mode="after")
    def _ids_once(self) -> Rubric:
        ids = [criterion.id for criterion in self.criteria]
        for name in ids:
            if ids.count(name) > 1:
                raise PydanticCustomError(
                    "duplicate_id", _("criterium '{name}' staat er twee keer in"), {"name": name}
                )
        return self

    def criterion(self, id: str) -> Criterion:
        """The criterion of this id.

        Raises:
            KeyError: there is none.
        """
        for criterion in self.criteria:
            if criterion.id == id:
                return criterion
        raise KeyError(id)

    def document(self) -> dict[str, Any]:
        """The rubric as plain data; `Rubric.model_validate` gives an equal rubric back."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _named(condition: Condition | None) -> Iterator[BehaviourId]:
    for part in condition.parts() if condition else ():
        yield from map(BehaviourId, part.ever or ())


def _asked(condition: Condition | None) -> Iterator[BehaviourId]:
    """The behaviours a condition asks for, without those under `not`."""
    if condition is None:
        return
    yield from map(BehaviourId, condition.ever or ())
    for part in (*(condition.all_ or ()), *(condition.any_ or ())):
        yield from _asked(part)
