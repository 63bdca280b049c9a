"""One practice conversation: what is said and done becomes events, and events are all there is.

conversation = Conversation.open(scenario, rubric.document(), sink=journal.append, seed=1)
for event in conversation.say("Wat is er gebeurd?"):
    ...
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Any

from simulator import text as texts
from simulator.behaviours import BehaviourId, behaviours
from simulator.citizen import director
from simulator.citizen.actor import Actor, Scene, ScriptedActor
from simulator.citizen.move import Move, Step
from simulator.citizen.state import State, moment
from simulator.citizen.understanding import too_hard
from simulator.conversation.events import Clock, Event, EventKind, Sink, path_to
from simulator.conversation.fold import fold, step, turn_context, utterances
from simulator.language import _
from simulator.observation import observe
from simulator.observation.reading import Reading
from simulator.observation.reading_json import reading_from_json, reading_to_json
from simulator.scenarios.model import Scenario

MAX_TURN = 3000
"""Characters in one turn; about four minutes of speech."""


class CannotSay(ValueError):
    """The turn or action is refused; the message says why in Dutch, and nothing was changed."""


class Conversation:
    """A conversation that goes on. Every change is an event that the sink has kept first."""

    def __init__(
        self,
        scenario: Scenario,
        events: Sequence[Event],
        sink: Sink,
        actor: Actor | None = None,
        clock: Clock = lambda: datetime.now().astimezone(),
    ) -> None:
        self.scenario = scenario
        self._events = list(events)
        self._sink = sink
        self._actor = actor or ScriptedActor()
        self._clock = clock
        self._path = path_to(self._events, self._events[-1].seq) if self._events else []
        self._state = fold(scenario, self._path)

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
        conversation._append(
            "opened",
            {
                "scenario": scenario.document(),
                "rubric": dict(rubric),
                "seed": seed,
                "mode": mode,
                "actor": conversation._actor.name,
            },
        )
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

    @property
    def events(self) -> Sequence[Event]:
        """All events of the session, of every attempt."""
        return self._events

    @property
    def path(self) -> Sequence[Event]:
        """The events of the attempt that is going on."""
        return self._path

    @property
    def state(self) -> State:
        """What the conversation has come to."""
        return self._state

    @property
    def ended(self) -> bool:
        """Whether this attempt is over."""
        return self._state.ended

    @property
    def attempt(self) -> int:
        """The number of this attempt, from 1."""
        return 1 + sum(event.kind == "rewound" for event in self._events)

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
        last = self._last_reading()
        hard = last is not None and too_hard(last, self.scenario.citizen.speech.level)
        at = moment(self._state, last, too_hard=hard)
        given = {event.data["text"] for event in self._path if event.kind == "hinted"}
        fitting = [h for h in self.scenario.hints if h.when.holds(at) and h.say not in given]
        best = max(fitting, key=lambda candidate: candidate.when.weight, default=None)
        waiting = [hint for hint in self._unseen_goals() if hint not in given]
        hint = best.say if best else next(iter(waiting), None)
        if hint is not None:
            self._append("hinted", {"text": hint})
        return hint

    def _unseen_goals(self) -> list[str]:
        """What this conversation is meant to practise and was not seen yet, as advice."""
        goals = [behaviours()[BehaviourId(goal)] for goal in self.scenario.goals]
        unseen = [goal for goal in goals if goal.id not in self._state.seen]
        return [
            _("Probeer: {name}. {meaning}").format(name=g.name, meaning=g.meaning) for g in unseen
        ]

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
        said = [event for event in self._path if event.kind == "trainee_said"]
        if not 1 <= turn <= len(said):
            raise CannotSay(_("Beurt {n} is er niet.").format(n=turn))
        back_to = said[turn - 1].parent
        self._append("rewound", {"turn": turn}, parent=back_to)
        self._path = path_to(self._events, self._events[-1].seq)
        self._state = fold(self.scenario, self._path)

    def record(self, kind: EventKind, data: Mapping[str, Any]) -> Event:
        """Keeps something that was made of the conversation (`assessed`, `advised`, `marked`)."""
        return self._append(kind, data)

    def _append(self, kind: EventKind, data: Mapping[str, Any], parent: int | None = None) -> Event:
        follows = self._path[-1].seq if self._path else None
        event = Event(
            seq=self._events[-1].seq + 1 if self._events else 0,
            parent=follows if parent is None else parent,
            at=self._clock().isoformat(timespec="milliseconds"),
            kind=kind,
            data=data,
        )
        self._sink(event)
        self._events.append(event)
        self._path.append(event)
        self._state = step(self._state, event)
        return event

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

    def _open(self) -> None:
        self._speak(
            Move((Step("opening", "opening", tuple(self.scenario.opening)),), self._state.phase)
        )

    def _read(self, said: str) -> None:
        # A turn that was cut off may have a pause or a silence after it.
        at = max(i for i, event in enumerate(self._path) if event.kind == "trainee_said")
        heard = utterances(self._path[:at])
        reading = observe(said, turn_context(self.scenario, self._state, heard))
        before = self._state
        self._append("read", reading_to_json(reading))
        self._move(before, said, reading)

    def _move(self, before: State, said: str, reading: Reading) -> None:
        turn = director.take_turn(self.scenario, before, said, reading)
        self._append("moved", _moved(before, turn))
        self._reply(turn.move)

    def _reply(self, move: Move) -> None:
        if move.steps:
            self._speak(move)
        if move.ending is not None:
            self._end(move.ending, move.tone)

    def _end(self, ending: str, tone: str | None) -> None:
        self._append("ended", {"ending": ending, "tone": tone, "by": "citizen"})

    def _act(self, action_id: str) -> None:
        before = self._state
        turn = director.act(self.scenario, before, action_id)
        self._append("moved", _moved(before, turn))
        self._reply(turn.move)

    def _speak(self, move: Move) -> Event:
        seed = self._events[0].data["seed"]
        scene = Scene(self._state.used, Random(f"{seed}:{self._state.turn}"))
        phrases = list(self._actor.speak(move, scene))
        stage = " ".join(step.stage for step in move.steps if step.stage)
        return self._append(
            "citizen_said",
            {
                "text": " ".join(phrase.text for phrase in phrases),
                "stage": stage or None,
                "source": move.steps[0].source,
                "lines": [phrase.line for phrase in phrases if phrase.line],
            },
        )

    def _last_reading(self) -> Reading | None:
        kept = next((e for e in reversed(self._path) if e.kind == "read"), None)
        return reading_from_json(kept.data) if kept else None

    def catch_up(self) -> None:
        """Completes a turn that was cut off: all that is missing follows from what was kept."""
        cut = next(event for event in reversed(self._path) if not _aside(event))
        since = next((i for i in range(len(self._path) - 1, -1, -1) if _starts(self._path[i])), 0)
        first, after = self._path[since], self._path[since + 1 :]
        rest = {event.kind: event for event in after if not _aside(event)}
        if first.kind == "opened":
            if "citizen_said" not in rest:
                self._open()
        elif cut.kind == "trainee_said":
            self._read(first.data["text"])
        elif cut.kind == "trainee_did":
            self._act(first.data["action"])
        elif cut.kind == "read":
            before = fold(self.scenario, self._path[: since + 1])
            self._move(before, first.data["text"], reading_from_json(cut.data))
        elif cut.kind == "moved":
            before = fold(self.scenario, self._path[: since + 1])
            if first.kind == "trainee_did":
                self._reply(director.act(self.scenario, before, first.data["action"]).move)
            else:
                said, reading = first.data["text"], reading_from_json(rest["read"].data)
                self._reply(director.take_turn(self.scenario, before, said, reading).move)
        elif cut.kind == "citizen_said" and "moved" in rest:
            ending = rest["moved"].data["move"].get("ending")
            if isinstance(ending, str):
                tone = next(e.tone for e in self.scenario.endings if e.id == ending)
                self._end(ending, tone)


def _starts(event: Event) -> bool:
    return event.kind in ("opened", "trainee_said", "trainee_did", "rewound")


def _aside(event: Event) -> bool:
    """Whether it is no step of a turn: a turn that was cut off before it is still cut off."""
    return event.kind in ("hinted", "paused", "resumed") or event.data.get("source") == "silence"


def _moved(start: State, turn: director.Turn) -> dict[str, Any]:
    state = turn.state
    return {
        "before": dict(start.mood),
        "mood": dict(state.mood),
        "bands": dict(state.bands),
        "phase": state.phase,
        "turn": state.turn,
        "told": sorted(state.told - start.told),
        "identity": sorted(state.identity - start.identity),
        "verified": state.verified,
        "crossed": state.crossed,
        "too_hard": turn.too_hard,
        "move": turn.move.to_json(),
    }
