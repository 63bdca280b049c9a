"""One practice conversation: what is said and done becomes events, and events are all there is.

conversation = Conversation.open(scenario, rubric.document(), sink=journal.append, seed=1)
for event in conversation.say("Wat is er gebeurd?"):
    ...
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from simulator import text as texts
from simulator.citizen import director
from simulator.citizen.actor import Actor
from simulator.citizen.move import Move, Step
from simulator.conversation.correction import (
    Marker,
    Missing,
    corrected,
    mark,
    marks_on,
    standing,
)
from simulator.conversation.events import Clock, Event, EventKind, Sink
from simulator.conversation.hints import next_hint
from simulator.conversation.refusal import CannotSay as CannotSay
from simulator.conversation.turns import Turns
from simulator.language import _
from simulator.observation.reading import Reading
from simulator.scenarios.model import Scenario

MAX_TURN = 3000
"""Characters in one turn; about four minutes of speech."""


class Conversation(Turns):
    """A conversation that goes on. Every change is an event that the sink has kept first."""

    @classmethod
    def open(
        cls,
        scenario: Scenario,
        rubric: Mapping[str, Any],
        sink: Sink,
        *,
        seed: int,
        mode: str = "free",
        actor: Actor | None = None,
        clock: Clock = lambda: datetime.now().astimezone(),
    ) -> Conversation:
        """Starts a conversation: the citizen speaks first."""
        conversation = cls(scenario, (), sink, actor, clock)
        opened = {
            "scenario": scenario.document(),
            "rubric": dict(rubric),
            "seed": seed,
            "mode": mode,
            "actor": conversation._actor.name,
        }
        if conversation.model is not None:
            opened["model"] = conversation.model
        conversation._append("opened", opened)
        conversation._open()
        return conversation

    @classmethod
    def resume(
        cls,
        events: Sequence[Event],
        sink: Sink,
        *,
        actor: Actor | None = None,
        clock: Clock = lambda: datetime.now().astimezone(),
    ) -> Conversation:
        """Goes on where the events stop, with the scenario as it was when they began.

        Raises:
            CannotSay: what the events hold is not a conversation that can be read.
        """
        try:
            if not all(event.is_readable() for event in events):
                raise ValueError("words that are no text")
            scenario = Scenario.model_validate(events[0].data["scenario"])
            conversation = cls(scenario, events, sink, actor, clock)
            if conversation._path[0].kind != "opened":
                raise ValueError("the last event does not follow from the first")
            conversation.catch_up()
        except (LookupError, TypeError, ValueError, AttributeError, StopIteration) as error:
            # Well-formed events of which the data is not what this version wrote.
            raise CannotSay(
                _(
                    "Van dit gesprek klopt iets niet; ik kan het niet openen. "
                    "Het bestand blijft staan."
                )
            ) from error
        return conversation

    def say(self, text: str) -> list[Event]:
        """Says something and gets what came of it; the turn is kept before the citizen answers.

        Raises:
            CannotSay: the text is empty or too long, or the conversation is over.
        """
        said = self._at_the_door(text)
        self.catch_up()
        self._check_going_on()
        before = len(self._events)
        self._append("trainee_said", {"text": said})
        self._read(said)
        return self._events[before:]

    def do(self, action_id: str) -> list[Event]:
        """Does one of the scenario's actions.

        Raises:
            CannotSay: there is no such action, it cannot be done yet, or the conversation is over.
        """
        self.catch_up()
        self._check_going_on()
        action = next((a for a in self.scenario.actions if a.id == action_id), None)
        if action is None:
            raise CannotSay(_("Die handeling is er niet."))
        if action_id in self._state.done:
            raise CannotSay(_("'{label}' heb je al gedaan.").format(label=action.label))
        if action_id not in director.allowed(self.scenario, self._state):
            raise CannotSay(_("'{label}' kan nu nog niet.").format(label=action.label))
        before = len(self._events)
        self._append(
            "trainee_did", {"action": action.id, "label": action.label, "shows": action.shows}
        )
        self._act(action.id)
        return self._events[before:]

    def hint(self) -> str | None:
        """Advice for this moment that was not given yet: the scenario's, else one of its goals."""
        if self.ended:
            return None
        hint = next_hint(self.scenario, self._state, self._path)
        if hint is not None:
            self._append("hinted", {"text": hint})
        return hint

    def fall_silent(self, seconds: float) -> list[Event]:
        """What the citizen says after this many seconds without a word; the mood stays as it is."""
        waiting = [s for s in self.scenario.silence if s.after_seconds <= seconds]
        if not waiting or self.ended:
            return []
        longest = max(waiting, key=lambda silence: silence.after_seconds)
        at = self.scenario.silence.index(longest)
        before = len(self._events)
        self._speak(Move((Step("silence", str(at), tuple(longest.say)),), self._state.phase))
        return self._events[before:]

    def pause(self) -> None:
        """Notes that the trainee takes a break."""
        self._append("paused", {})

    def go_on(self) -> None:
        """Notes that the trainee is back."""
        self._append("resumed", {})

    def stop(self) -> None:
        """Ends this attempt by the trainee's own wish."""
        if not self.ended:
            self._append("ended", {"ending": None, "tone": None, "by": "trainee"})

    def rewind(self, turn: int) -> None:
        """Starts a new attempt at the trainee's utterance `turn` (from 1) of this attempt.

        Raises:
            CannotSay: this attempt has no such turn.
        """
        self._back_to(turn, self._said(turn), {})

    def heard(self, turn: int) -> Reading:
        """What was read in the trainee's utterance `turn` (from 1), as it stands with all marks.

        Raises:
            CannotSay: this attempt has no such turn.
        """
        return standing(self._events, self._said(turn).seq) or Reading()

    def mark(
        self,
        turn: int,
        *,
        wrong: Collection[str] = (),
        missing: Sequence[Missing] = (),
        by: Marker | None = None,
    ) -> Event:
        """Keeps what a person says of the reading of a turn; the conversation stays as it is.

        Args:
            turn: the trainee's utterance in this attempt, from 1.
            wrong: the behaviours that were seen and should not have been.
            missing: behaviours that were not seen, each with the words that show it.
            by: who says so; `marker` when it is not given.

        Raises:
            CannotSay: this attempt has no such turn, nothing changes, a behaviour is unknown, or
                what is quoted is not in the turn.
        """
        self.catch_up()
        return self._mark(turn, wrong, missing, by or self.marker)

    def correct(
        self,
        turn: int,
        *,
        wrong: Collection[str] = (),
        missing: Sequence[Missing] = (),
        by: Marker | None = None,
    ) -> list[Event]:
        """Marks as `mark` does, and starts a new attempt in which that turn was read that way.

        Raises:
            CannotSay: as for `mark`; nothing was changed.
        """
        self.catch_up()
        before = len(self._events)
        self._say_as_marked(self._mark(turn, wrong, missing, by or self.marker, anew=True))
        return self._events[before:]

    def again_as_marked(self, turn: int) -> list[Event]:
        """Starts a new attempt in which a turn is read the way its kept marks say.

        Raises:
            CannotSay: there is no such turn, or nothing was marked on it.
        """
        self.catch_up()
        last = next(reversed([*marks_on(self._events, self._said(turn).seq)]), None)
        if last is None:
            raise CannotSay(_("Bij beurt {n} is nog niets verbeterd.").format(n=turn))
        before = len(self._events)
        self._say_as_marked(last)
        return self._events[before:]

    def _said(self, turn: int) -> Event:
        said = [event for event in self._path if event.kind == "trainee_said"]
        if not 1 <= turn <= len(said):
            raise CannotSay(_("Beurt {n} is er niet.").format(n=turn))
        return said[turn - 1]

    def _mark(
        self,
        turn: int,
        wrong: Collection[str],
        missing: Sequence[Missing],
        by: Marker,
        *,
        anew: bool = False,
    ) -> Event:
        said = self._said(turn)
        text = said.data["text"]
        corrected(self.heard(turn), text, wrong, missing)
        data = mark(turn, said.seq, wrong, missing, text, by)
        # What must follow is told with the mark itself: the program may stop right after it.
        return self._append("marked", {**data, "anew": True} if anew else data)

    def record(self, kind: EventKind, data: Mapping[str, Any]) -> Event:
        """Keeps something that was made of the conversation (`assessed`, `advised`, `marked`)."""
        return self._append(kind, data)

    def _at_the_door(self, text: str) -> str:
        self._check_going_on()
        if len(text) > MAX_TURN:
            message = _(
                "Dat is te lang voor één beurt ({n} tekens, ten hoogste {most}). Zeg het korter."
            )
            raise CannotSay(message.format(n=len(text), most=MAX_TURN))
        said = texts.mask(texts.clean(text), keep=self.scenario.citizen.identity.values())
        if not said:
            raise CannotSay(_("Zeg eerst iets."))
        return said

    def _check_going_on(self) -> None:
        if self.ended:
            raise CannotSay(_("Dit gesprek is afgelopen. Je kunt een beurt opnieuw doen."))
