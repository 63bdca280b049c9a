"""How one attempt went, turn by turn, from its events: what assessment and feedback look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.behaviours import BehaviourId, MoodName
from simulator.citizen.mood import bands
from simulator.citizen.understanding import EXPLAINING, Level, too_hard
from simulator.conditions import Band, Moment
from simulator.conversation.events import Event
from simulator.observation.reading import Observation, Reading, Speaker
from simulator.observation.reading_json import reading_from_json
from simulator.observation.signals import Sign, signs

UNKNOWN_LISTENER: Level = "B2"
"""When nothing is known of the citizen, only what is hard for most people counts as too hard."""

FLUENT = 60.0
"""Flesch-Douma below which a text is harder than the standard (Douma 1960)."""

# A description of the situation tells what the trainee had to reckon with; what it says of feelings
# and needs may be hidden from the trainee, so that is no occasion.
_TOLD_BY_SITUATION = frozenset({"own_case", "reading", "language", "digital"})


@dataclass(slots=True)
class Turn:
    """One utterance, and what came of it."""

    number: int
    """Counts from 0 over all utterances."""
    speaker: Speaker
    text: str
    nth: int = 0
    """The place among the trainee's own utterances, from 1; 0 for the citizen."""
    reading: Reading | None = None
    signs: tuple[Sign, ...] = ()
    """What the words show; of the trainee only whether the first turn greets."""
    before: Mapping[MoodName, float] = field(default_factory=dict)
    mood: Mapping[MoodName, float] = field(default_factory=dict)
    """The citizen's mood after this turn of the trainee; empty when it was not played."""
    bands_before: Mapping[MoodName, Band] = field(default_factory=dict)
    bands: Mapping[MoodName, Band] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    """Facts that the citizen told in reply."""
    verified: bool = False
    crossed: str | None = None
    too_hard: bool = False
    phase: str = ""
    done: frozenset[str] = frozenset()
    """Actions that the trainee had done by then."""

    @property
    def unread(self) -> bool:
        """Whether nothing could be read in it."""
        return self.reading is not None and self.reading.unread

    def change(self, name: MoodName) -> float:
        """By how many points the turn moved a mood value; 0 when it was not played."""
        return self.mood.get(name, 0.0) - self.before.get(name, 0.0) if self.before else 0.0


@dataclass(frozen=True, slots=True)
class Course:
    """One attempt."""

    turns: Sequence[Turn]
    given: frozenset[str]
    """Signals that were clear before the first word: from the scenario or the situation."""
    scenario: Mapping[str, Any] | None
    ending: Mapping[str, Any] | None
    """The data of the `ended` event."""

    @property
    def spoken(self) -> Sequence[Turn]:
        """The turns of the trainee."""
        return [turn for turn in self.turns if turn.speaker == "trainee"]

    @property
    def heard(self) -> Sequence[Turn]:
        """The turns of the citizen."""
        return [turn for turn in self.turns if turn.speaker == "citizen"]

    @property
    def unread(self) -> int:
        """How many turns of the trainee could not be read."""
        return sum(turn.unread for turn in self.spoken)

    def reply_to(self, turn: Turn) -> Turn | None:
        """The citizen's turn that came straight after."""
        after = self.turns[turn.number + 1 : turn.number + 2]
        return after[0] if after and after[0].speaker == "citizen" else None

    def before(self, turn: Turn) -> Turn | None:
        """The citizen's turn that came straight before."""
        earlier = self.turns[turn.number - 1] if turn.number else None
        return earlier if earlier and earlier.speaker == "citizen" else None

    def observed(self) -> Iterable[tuple[Turn, Observation]]:
        """Everything that was observed, in order; not what was said to the program."""
        for turn in self.spoken:
            if turn.reading is not None and not turn.reading.out_of_role:
                for observation in turn.reading.observations:
                    yield turn, observation

    def moment(self, *, until: int | None = None) -> Moment:
        """What conditions are held against: this attempt, looked back on.

        Args:
            until: looks only at turns up to and including this number.
        """
        turns = [turn for turn in self.turns if until is None or turn.number <= until]
        spoken = [turn for turn in turns if turn.speaker == "trainee"]
        last = spoken[-1] if spoken else None
        by_turn = {turn.number: {seen.behaviour for seen in _observations(turn)} for turn in spoken}
        seen: dict[BehaviourId, int] = {}
        for behaviours in by_turn.values():
            for behaviour in behaviours:
                seen[behaviour] = seen.get(behaviour, 0) + 1
        crossed = [turn.crossed for turn in spoken if turn.crossed]
        return Moment(
            now=frozenset(by_turn[last.number]) if last else frozenset(),
            seen=seen,
            mood=last.mood if last else {},
            bands=last.bands if last else {},
            turn=len(spoken),
            told=frozenset(fact for turn in spoken for fact in turn.told),
            phase=last.phase if last else "",
            done=last.done if last else frozenset(),
            verified=any(turn.verified for turn in spoken),
            too_hard=sum(turn.too_hard for turn in spoken) * 3 > len(spoken),
            crossed=crossed[-1] if crossed else None,
            signals=self.given
            | {sign.signal for turn in turns for sign in turn.signs if self._counts(turn, sign)}
            | frozenset(crossed),
        )

    def _counts(self, turn: Turn, sign: Sign) -> bool:
        """Whether a sign tells of this conversation: confusion may be about what came before it."""
        if sign.signal != "confusion":
            return True
        earlier = self.turns[turn.number - 1] if turn.number else None
        return earlier is not None and any(
            seen.behaviour in EXPLAINING for seen in _observations(earlier)
        )


def follow(events: Iterable[Event]) -> Course:
    """How the attempt went that these events tell of; unknown kinds are passed over."""
    reader = _Reader()
    for event in events:
        reader.take(event)
    return Course(tuple(reader.turns), reader.given, reader.scenario, reader.ending)


class _Reader:
    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.given: frozenset[str] = frozenset()
        self.scenario: Mapping[str, Any] | None = None
        self.ending: Mapping[str, Any] | None = None
        self._level: Any = UNKNOWN_LISTENER
        self._own_case_given = False
        self._asked_at: int | None = None
        self._verified = False
        self._done: frozenset[str] = frozenset()
        self._last: Turn | None = None
        self._nth = 0
        self._bands: Mapping[MoodName, Band] = {}

    def take(self, event: Event) -> None:
        data = event.data
        if event.kind == "opened":
            self._open(data)
        elif event.kind == "citizen_said":
            self._hear(data["text"], data.get("stage"))
        elif event.kind == "trainee_said":
            self._speak(data["text"])
        elif event.kind == "trainee_did":
            self._done |= {data["action"]}
            self._last = None
        elif event.kind == "read" and self._last is not None:
            self._read(self._last, reading_from_json(data))
        elif event.kind == "moved":
            self._move(data)
        elif event.kind == "ended":
            self.ending = data
        elif event.kind == "rewound":
            self.ending = None

    def _open(self, data: Mapping[str, Any]) -> None:
        self.scenario = data.get("scenario")
        given: set[str] = set()
        if self.scenario:
            citizen = self.scenario.get("citizen", {})
            self._level = citizen.get("speech", {}).get("level", UNKNOWN_LISTENER)
            given |= _from_mood(self.scenario.get("mood", {}))
            if citizen.get("identity"):
                given.add("own_case")
            if self._level in ("A1", "A2"):
                given.add("reading")
        situation = data.get("situation")
        if situation:
            given |= {sign.signal for sign in signs(situation)} & _TOLD_BY_SITUATION
        self._own_case_given = bool(self.scenario or situation)
        self.given = frozenset(given)

    def _hear(self, text: str, stage: str | None) -> None:
        shown = signs(text) + (signs(stage) if stage else ())
        shown = tuple(sign for sign in shown if sign.signal != "greeted")
        just_asked = self._asked_at is not None and self._nth - self._asked_at <= 1
        if just_asked and any(sign.signal == "identity_given" for sign in shown):
            self._verified = True
        if self._own_case_given:
            # Whether the case had to be opened is then known, and need not be guessed.
            shown = tuple(sign for sign in shown if sign.signal != "own_case")
        self.turns.append(Turn(len(self.turns), "citizen", text, signs=shown))

    def _speak(self, text: str) -> None:
        self._nth += 1
        greeting = signs(text) if self._nth == 1 else ()
        self._last = Turn(
            len(self.turns),
            "trainee",
            text,
            nth=self._nth,
            signs=tuple(sign for sign in greeting if sign.signal == "greeted"),
            done=self._done,
        )
        self.turns.append(self._last)

    def _read(self, turn: Turn, reading: Reading) -> None:
        turn.reading = reading
        turn.verified = self._verified
        ease = reading.clarity.flesch_douma
        turn.too_hard = too_hard(reading, self._level) or (ease is not None and ease < FLUENT)
        if "verify_identity" in reading.behaviours:
            self._asked_at = turn.nth

    def _move(self, data: Mapping[str, Any]) -> None:
        self._verified |= bool(data.get("verified"))
        turn = self._last
        if turn is None:
            self._bands = data["bands"]
            return
        turn.before, turn.mood = data["before"], data["mood"]
        turn.bands_before = self._bands or bands(turn.before)
        self._bands = turn.bands = data["bands"]
        turn.told = tuple(data.get("told", ()))
        turn.verified = self._verified
        turn.crossed = data.get("crossed")
        turn.too_hard = bool(data.get("too_hard"))
        turn.phase = data.get("phase", "")


def _observations(turn: Turn) -> Sequence[Observation]:
    if turn.reading is None or turn.reading.out_of_role:
        return ()
    return turn.reading.observations


def _from_mood(mood: Mapping[str, Any]) -> set[str]:
    """What a citizen who comes in with this mood shows, whatever the first words are."""
    at_start = {name: value.get("start", 0) for name, value in mood.items()}
    given = set()
    if at_start.get("anger", 0) >= 65:
        given.add("anger")
    if max(at_start.get("stress", 0), at_start.get("shame", 0)) >= 65:
        given.add("distress")
    return given
