"""A citizen voiced by a language model: it words the director's move; the written line waits."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simulator.citizen.actor import Phrase, Scene, ScriptedActor
from simulator.citizen.direction import direct, locked_facts
from simulator.citizen.guard import SAID, Guard, Objection
from simulator.citizen.move import Move, Source
from simulator.citizen.spoken import sentences_of
from simulator.llm import Client, LLMError, Request, Sink, Stream
from simulator.scenarios.tell_tale import betrayed_facts
from simulator.text import plain_line

WORDED: frozenset[Source] = frozenset({"reaction", "answer", "initiative", "ending"})
"""What a model may word. What proves who somebody is, and what answers nonsense, is written."""

TRIES = 2
"""How often a model may try before the written line is said."""

LEAST_TIME = 1.0
"""Seconds that must be left for another try."""

TOKENS_PER_WORD = 3
"""That a reply may take; Dutch needs about two, and some models think a little first."""

FAILURES = 2
"""Turns in a row that a server may fail before it gets a rest."""

REST = 30.0
"""Seconds in which a server that keeps failing is not asked, so that nobody waits for nothing."""


@dataclass(slots=True)
class _Trouble:
    """What a server did lately."""

    failures: int = 0
    rests_until: float = 0.0

    def failed(self) -> None:
        self.failures += 1
        if self.failures >= FAILURES:
            self.rests_until = time.monotonic() + REST

    def worked(self) -> None:
        self.failures = 0


class LLMActor:
    """Words a move sentence by sentence; nothing is shown before its sentence passed the guard."""

    name = "llm"

    def __init__(self, client: Client, sink: Sink | None = None) -> None:
        """`sink` keeps what is sent to the server."""
        self.model: str | None = client.server.model
        self._client = client
        self._sink = sink
        self._written = ScriptedActor()
        self._trouble = _Trouble()
        self.asked = 0
        """Replies that the model was asked for, second tries included."""
        self.refused: Counter[str] = Counter()
        """Replies in which the guard refused something, by objection."""
        self._listening: Stream | None = None

    def speak(self, move: Move, scene: Scene) -> Iterator[Phrase]:
        """The reply: in the model's words, else in those of the author."""
        written = list(self._written.speak(move, scene))
        if not all(step.source in WORDED for step in move.steps):
            yield from written
            return
        why = self._not_now(written, scene)
        if why is None:
            tried = _Tried(time.monotonic() + self._client.server.patience)
            yield from self._in_own_words(move, written, scene, tried)
            if tried.said:
                yield from _what_must_be_told(move, written, scene, tried.said)
                return
            why = tried.why
        yield from (replace(phrase, why=why) for phrase in written)

    def leave(self) -> None:
        """Closes the connection; the written line ends the turn."""
        if self._listening is not None:
            self._listening.leave()

    def _not_now(self, written: Sequence[Phrase], scene: Scene) -> str | None:
        if time.monotonic() < self._trouble.rests_until:
            return "resting"
        locked = locked_facts(scene.scenario, scene.state)
        # An author's mistake; a model need not spread it.
        betrays = any(betrayed_facts(phrase.text, scene.scenario) & locked for phrase in written)
        return "locked" if betrays else None

    def _in_own_words(
        self, move: Move, written: Sequence[Phrase], scene: Scene, tried: _Tried
    ) -> Iterator[Phrase]:
        # A good ending is grateful by itself, whatever the mood is on the way to it.
        guard = Guard(scene, [phrase.text for phrase in written], grateful=move.tone == "good")
        lines = tuple(key for phrase in written for key in phrase.lines)
        objection: Objection | None = None
        began = time.monotonic()
        for attempt in range(TRIES):
            request = self._request(move, written, scene, objection, attempt)
            objection = None
            self.asked += 1
            try:
                with self._client.stream(request, until=tried.until, sink=self._sink) as reply:
                    self._listening = reply
                    for sentence in sentences_of(reply):
                        objection = guard.objection(tried.said, sentence)
                        if objection:
                            self.refused[objection] += 1
                            break
                        sentence = plain_line(sentence)
                        yield Phrase(sentence, () if tried.said else lines, "model")
                        tried.said = f"{tried.said} {sentence}".strip()
                        # The first words are there; the next sentence may take as long.
                        server = self._client.server
                        until = time.monotonic() + server.patience
                        reply.until = min(until, began + server.timeout)
                self._trouble.worked()
                tried.why = objection or "empty"
            except LLMError as error:
                tried.why = error.reason
                if not tried.said and error.reason not in ("left", "too_long", "declined"):
                    self._trouble.failed()
                    return
            finally:
                self._listening = None
            if tried.said or objection is None or tried.until - time.monotonic() < LEAST_TIME:
                return

    def _request(
        self,
        move: Move,
        written: Sequence[Phrase],
        scene: Scene,
        objection: Objection | None,
        attempt: int,
    ) -> Request:
        directed = direct(move, written, scene, SAID[objection] if objection else "")
        return Request(
            directed.messages,
            purpose="citizen",
            most_tokens=TOKENS_PER_WORD * scene.scenario.citizen.speech.max_words + 40,
            seed=scene.seed + 1000 * scene.state.turn + attempt,
            prompt=directed.prompts,
            fictional=tuple(scene.scenario.citizen.identity.values()),
            trainee=[turn.text for turn in scene.heard if turn.speaker == "trainee"],
        )


@dataclass(slots=True)
class _Tried:
    """What came of asking a model for one reply."""

    until: float
    """The moment at which the first words must be there."""
    said: str = ""
    why: str | None = None


def _what_must_be_told(
    move: Move, written: Sequence[Phrase], scene: Scene, said: str
) -> Iterator[Phrase]:
    """The written line of a fact that the model left out: the trainee must hear it."""
    missed = set(move.reveals) - betrayed_facts(said, scene.scenario)
    heard = " ".join(turn.text for turn in scene.heard[-1:])
    missed -= betrayed_facts(heard, scene.scenario)
    for step, phrase in zip(move.steps, written, strict=True):
        if step.source == "answer" and missed:
            yield Phrase(phrase.text, why="not_told")
