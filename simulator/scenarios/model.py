"""A scenario as a trainer writes it: the fields of one YAML file, with limits and defaults."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from simulator.behaviours import BehaviourId, MoodName, behaviours
from simulator.conditions import Condition, Count, listed
from simulator.language import _

Theme = Literal[
    "trust",
    "participation",
    "processes",
    "inclusion",
    "means",
    "cooperation",
    "improvement",
    "crisis",
    "training",
    "compliance",
]
Channel = Literal["click", "call", "face"]
Level = Literal["A1", "A2", "B1", "B2", "C1"]
Tone = Literal["good", "fair", "bad"]

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Points = Annotated[float, Field(ge=-100, le=100)]
Share = Annotated[float, Field(ge=0, le=100)]


def _known_behaviour(value: str) -> BehaviourId:
    if value not in behaviours():
        raise PydanticCustomError(
            "unknown_behaviour", _("onbekend gedrag '{name}'"), {"name": value}
        )
    return BehaviourId(value)


KnownBehaviour = Annotated[str, AfterValidator(_known_behaviour)]
Texts = Annotated[
    list[Text],
    BeforeValidator(listed, json_schema_input_type=str | list[str]),
    Field(min_length=1),
]


class Part(BaseModel):
    """Any part of a scenario: unknown keys are mistakes, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Briefing(Part):
    """What the trainee knows before the conversation."""

    role: Text = Field(description="Wie je bent.")
    situation: Text = Field(description="Wat je weet als het gesprek begint.")
    goal: Text = Field(description="Wat je wilt bereiken.")
    limits: list[Text] = Field([], description="Wat je niet mag doen of beloven.")
    screen: dict[str, str | int] = Field(
        {}, description="Wat er op je scherm staat, zonder dossier."
    )


class Speech(Part):
    """How the citizen speaks."""

    level: Level = "B1"
    max_words: int = Field(40, ge=5, le=400)
    max_sentences: int = Field(3, ge=1, le=40)
    address: Literal["u", "je"] = "u"


class Citizen(Part):
    """The fictional person."""

    name: Text
    about: Text
    speech: Speech = Speech()
    style: list[Text] = []
    never: list[Text] = Field([], description="Wat deze persoon nooit doet.")
    identity: dict[str, str] = Field(
        {}, description="Verzonnen gegevens; twee genoemd betekent: gecontroleerd."
    )
    identity_say: Texts = Field(
        ["{items}."], description="Zo noemt de burger gegevens; {items} wordt ingevuld."
    )
    identity_when: Condition = Field(
        Condition(), description="Alleen dan noemt de burger zijn gegevens."
    )


class MoodValue(Part):
    """Where one mood value starts, and where it returns to when nothing happens."""

    start: Share
    rest: Share | None = None
    half_life: float = Field(8, gt=0, le=100, description="In beurten.")


class Fact(Part):
    """Something the citizen tells only when the gate is open."""

    id: Id
    text: Text
    words: list[Text] = Field([], description="Woorden die verraden dat het gezegd is.")
    gate: Condition = Condition()


class Transition(Part):
    """When the conversation goes over into another phase."""

    phase: Id
    when: Condition = Condition()


class Phase(Part):
    """A stretch of the conversation with its own resting mood."""

    id: Id
    rest: dict[MoodName, Share] = {}
    to: list[Transition] = []


class Line(Part):
    """Written variants that are spoken when a condition holds."""

    id: Id
    when: Condition = Condition()
    stage: Text | None = Field(None, description="Regieaanwijzing.")
    say: Texts


class Reaction(Line):
    """A reaction to how something is said."""

    crosses: Literal["swearing", "threat"] | None = None


class Answer(Line):
    """An answer to what is asked."""

    reveals: Id | None = Field(None, description="Het feit dat hiermee verteld is.")


class Ending(Part):
    """A way in which the conversation ends."""

    id: Id
    when: Condition
    tone: Tone
    stage: Text | None = None
    say: Texts


class Silence(Part):
    """What the citizen says when nothing is said for a while."""

    after_seconds: float = Field(ge=5, le=600)
    say: Texts


class Action(Part):
    """Something the trainee can do besides talking."""

    id: Id
    label: Text
    when: Condition = Condition()
    shows: Text | None = Field(None, description="Wat er daarna op je scherm staat.")
    effect: dict[MoodName, Points] = {}


class Hint(Part):
    """Advice that is offered during the conversation."""

    when: Condition = Condition()
    say: Text


class Check(Part):
    """A sample sentence and what must come of it."""

    say: Text
    after: Text | None = Field(None, description="De beurt van de burger ervoor.")
    behaviours: list[KnownBehaviour] = []
    reaction: Id | None = None


class Example(Part):
    """A sentence that a trainee could say, for feedback."""

    say: Text
    when: Condition = Condition()


class PlayerRule(Part):
    """What a simulated trainee says or does at some moment."""

    when: Condition = Condition()
    say: Annotated[list[Text], BeforeValidator(listed, json_schema_input_type=str | list[str])] = []
    do: Id | None = None


class Player(Part):
    """A simulated trainee: what it says here, and where it must end."""

    ending: dict[Id, Count] = Field({}, description="Aandeel per einde, bijvoorbeeld '>=0.9'.")
    turns: tuple[int, int] | None = Field(None, description="Gebruikelijk aantal beurten.")
    says: list[PlayerRule] = []


class Reviewed(Part):
    """Who looked at it and how long that holds."""

    by: list[str] = []
    facts_checked: str | None = None
    valid_until: str | None = None


class FactCheck(Part):
    """A term or amount that may only be said as written here."""

    topic: Id
    right: list[Text] = Field(min_length=1)


def _standard_phases() -> list[Phase]:
    return [
        Phase.model_validate(
            {"id": "start", "to": [{"phase": "story", "when": {"anger": "<55", "trust": ">=25"}}]}
        ),
        Phase.model_validate(
            {
                "id": "story",
                "rest": {"anger": 40},
                "to": [{"phase": "agreement", "when": {"anger": "<50", "trust": ">=40"}}],
            }
        ),
        Phase.model_validate({"id": "agreement", "rest": {"anger": 30}}),
    ]


def _standard_endings() -> list[Ending]:
    rows: list[dict[str, Any]] = [
        {
            "id": "walked_out",
            "when": {"anger": ">=95", "turn": ">=5"},
            "tone": "bad",
            "say": ["Laat maar. Ik stop ermee."],
        },
        {
            "id": "agreed",
            "when": {
                "phase": "agreement",
                "now": ["set_expectations", "take_ownership", "warm_handover", "closing_check"],
            },
            "tone": "good",
            "say": ["Goed, dat spreken we af."],
        },
        {
            "id": "out_of_time",
            "when": {"turn": ">=20"},
            "tone": "fair",
            "say": ["Ik moet nu gaan. Hier laten we het even bij."],
        },
    ]
    return [Ending.model_validate(row) for row in rows]


STANDARD_UNCLEAR = [
    "Hoe bedoelt u?",
    "Sorry, kunt u dat nog eens zeggen?",
    "Dat volg ik even niet.",
]
STANDARD_OUT_OF_ROLE = ["Waar heeft u het over?", "Ik weet niet wat u daarmee bedoelt."]
STANDARD_INITIATIVES = [
    {"id": "standard", "say": ["En hoe nu verder?", "Wat gaat u eraan doen?", "En dan?"]}
]


class Scenario(Part):
    """One practice conversation, complete."""

    format: Literal[1]
    id: Id
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "nl"
    title: Annotated[str, Field(min_length=1, max_length=80)]
    theme: Theme
    organisation: Text
    channel: Channel
    difficulty: int = Field(2, ge=1, le=3)
    minutes: int = Field(10, ge=1, le=60)
    rubric: Id = "basis"
    version: int | float | str = 1
    reviewed: Reviewed = Reviewed()
    goals: list[KnownBehaviour] = []
    warning: Text | None = None
    briefing: Briefing
    citizen: Citizen
    mood: dict[MoodName, MoodValue] = {}
    effects: dict[KnownBehaviour, dict[MoodName, Points]] = {}
    facts: list[Fact] = []
    topics: dict[Id, Texts] = {}
    phases: list[Phase] = Field(default_factory=_standard_phases, min_length=1)
    opening: Texts
    reactions: list[Reaction] = []
    answers: list[Answer] = []
    initiatives: list[Line] = Field(
        default_factory=lambda: [Line.model_validate(row) for row in STANDARD_INITIATIVES]
    )
    unclear: Texts = STANDARD_UNCLEAR
    out_of_role: Texts = STANDARD_OUT_OF_ROLE
    silence: list[Silence] = []
    actions: list[Action] = []
    hints: list[Hint] = []
    endings: list[Ending] = Field(default_factory=_standard_endings)
    checks: list[Check] = []
    examples: dict[KnownBehaviour, list[Example]] = {}
    players: dict[Id, Player] = {}
    factcheck: list[FactCheck] = []

    def document(self) -> dict[str, Any]:
        """The scenario as plain data that reads back to an equal scenario."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)
