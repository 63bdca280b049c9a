"""How one attempt went, turn by turn, from its events: what assessment and feedback look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simulator.behaviours import BehaviourId, MoodName
from simulator.conditions import Band, Moment
from simulator.observation.clarity.meter import EXPLAINING
from simulator.observation.reading import Observation, Reading, Speaker
from simulator.observation.signals import Sign


@dataclass(frozen=True, slots=True)
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
    """What the words show; of the trainee only whether the first turn greets, and whether an acute
    risk that the citizen spoke of is taken seriously."""
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
        if sign.signal == "acute_risk":
            # After the last word nobody could answer.
            return any(later.speaker == "trainee" for later in self.turns[turn.number + 1 :])
        if sign.signal == "risk_answered":
            return turn.reading is None or not turn.reading.out_of_role
        if sign.signal != "confusion":
            return True
        earlier = self.turns[turn.number - 1] if turn.number else None
        return earlier is not None and any(
            seen.behaviour in EXPLAINING for seen in _observations(earlier)
        )


def _observations(turn: Turn) -> Sequence[Observation]:
    if turn.reading is None or turn.reading.out_of_role:
        return ()
    return turn.reading.observations
