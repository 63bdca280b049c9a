"""How one attempt goes on: from what was said to what the citizen answers, event by event.

What every step holds follows from the steps before it, so a turn that was cut off anywhere can be
completed from what was kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from simulator.citizen import director
from simulator.citizen.actor import Actor, Begins, Phrase, Scene, ScriptedActor
from simulator.citizen.move import Move, Step
from simulator.citizen.state import State
from simulator.conversation.correction import Marker, standing
from simulator.conversation.events import Clock, Event, EventKind, Sink, path_to
from simulator.conversation.fold import fold, moved, step, turn_context, utterances
from simulator.observation import observe
from simulator.observation.reading import Reading
from simulator.observation.reading_json import reading_from_json, reading_to_json
from simulator.scenarios.model import Scenario


class Turns:
    """The events of a session, and the steps of its latest attempt."""

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
        self.marker: Marker = "trainee"
        """Who says so when a reading is marked and nobody is named."""
        self.listener: Callable[[Begins | Phrase], None] = lambda heard: None
        """Hears the citizen while they speak, before it is an event: that they begin, then phrase
        by phrase. Called in the thread that speaks."""
        self._path = path_to(self._events, self._events[-1].seq) if self._events else []
        self._state = fold(scenario, self._path)

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
    def model(self) -> str | None:
        """The language model that words the citizen, if one does."""
        return self._actor.model

    @property
    def ended(self) -> bool:
        """Whether this attempt is over."""
        return self._state.ended

    @property
    def attempt(self) -> int:
        """The number of this attempt, from 1."""
        return 1 + sum(event.kind == "rewound" for event in self._events)

    def leave(self) -> None:
        """Nobody waits for the rest of a reply; called from another thread than speaks."""
        self._actor.leave()

    def catch_up(self) -> None:
        """Completes a turn that was cut off: all that is missing follows from what was kept.

        In the written words, so that nobody who comes back waits for a server.
        """
        actor, self._actor = self._actor, ScriptedActor()
        try:
            self._catch_up()
        finally:
            self._actor = actor

    def _catch_up(self) -> None:
        cut = next(event for event in reversed(self._path) if not _aside(event))
        since = next((i for i in range(len(self._path) - 1, -1, -1) if _starts(self._path[i])), 0)
        if cut.kind == "marked":
            self._say_as_marked(cut)
        elif cut.kind == "rewound":
            if "marked" in cut.data:
                self._repeat(self._events[cut.data["marked"]])
        elif cut.kind == "opened":
            self._open()
        elif self._path[since].kind in ("trainee_said", "trainee_did"):
            self._complete(cut, since)

    def _complete(self, cut: Event, since: int) -> None:
        """Takes the steps after `cut` of the turn that begins at place `since` of the path."""
        first, after = self._path[since], self._path[since + 1 :]
        rest = {event.kind: event for event in after if not _aside(event)}
        if cut.kind == "trainee_said":
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

    def _open(self) -> None:
        self._speak(
            Move((Step("opening", "opening", tuple(self.scenario.opening)),), self._state.phase)
        )

    def _read(self, said: str) -> None:
        # A turn that was cut off may have a pause or a silence after it.
        at = max(i for i, event in enumerate(self._path) if event.kind == "trainee_said")
        marked = self._path[at].data.get("marked")
        if marked is None:
            heard = utterances(self._path[:at])
            reading = observe(said, turn_context(self.scenario, self._state, heard))
        else:
            reading = self._as_marked(self._events[marked])
        before = self._state
        self._append("read", reading_to_json(reading))
        self._move(before, said, reading)

    def _as_marked(self, marked: Event) -> Reading:
        """The reading that a person made of a turn, by this mark and those before it."""
        reading = standing(self._events[: marked.seq + 1], marked.data["said"])
        return replace(reading or Reading(), corrected=True)

    def _move(self, before: State, said: str, reading: Reading) -> None:
        turn = director.take_turn(self.scenario, before, said, reading)
        self._append("moved", moved(before, turn))
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
        self._append("moved", moved(before, turn))
        self._reply(turn.move)

    def _speak(self, move: Move) -> Event:
        seed = self._events[0].data["seed"]
        scene = Scene(self.scenario, self._state, utterances(self._path), seed)
        stage = " ".join(step.stage for step in move.steps if step.stage) or None
        self.listener(Begins(stage))
        phrases = []
        for phrase in self._actor.speak(move, scene):
            phrases.append(phrase)
            self.listener(phrase)
        said = {
            "text": " ".join(phrase.text for phrase in phrases),
            "stage": stage,
            "source": move.steps[0].source,
            "lines": [line for phrase in phrases for line in phrase.lines],
        }
        return self._append("citizen_said", said | _whose_words(phrases, self._actor))

    def _say_as_marked(self, marked: Event) -> None:
        said = self._events[marked.data["said"]]
        self._back_to(marked.data["turn"], said, {"corrected": True, "marked": marked.seq})
        self._repeat(marked)

    def _repeat(self, marked: Event) -> None:
        said = self._events[marked.data["said"]].data["text"]
        self._append("trainee_said", {"text": said, "marked": marked.seq})
        self._read(said)

    def _back_to(self, turn: int, said: Event, why: Mapping[str, Any]) -> None:
        self._append("rewound", {"turn": turn, **why}, parent=said.parent)
        self._path = path_to(self._events, self._events[-1].seq)
        self._state = fold(self.scenario, self._path)


def _whose_words(phrases: Sequence[Phrase], actor: Actor) -> dict[str, Any]:
    """Where a language model may speak: whether it did, and if not, why not."""
    if actor.model is None:
        return {}
    own = any(phrase.words == "model" for phrase in phrases)
    why = next((phrase.why for phrase in phrases if phrase.why), None)
    return {"words": "model" if own else "written", "why": why, "model": actor.model}


def _starts(event: Event) -> bool:
    return event.kind in ("opened", "trainee_said", "trainee_did", "rewound")


def _aside(event: Event) -> bool:
    """Whether it is no step of a turn: a turn that was cut off before it is still cut off."""
    if event.kind == "marked":
        return "anew" not in event.data
    return event.kind in ("hinted", "paused", "resumed") or event.data.get("source") == "silence"
