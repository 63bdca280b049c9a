"""A conversation that was not played here: read from a file and turned into the same events."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from simulator import text as texts
from simulator.conversation.events import Event, EventKind
from simulator.language import _
from simulator.observation import observe
from simulator.observation.reading import Boundary, Channel, Speaker, TurnContext, Utterance
from simulator.observation.reading_json import reading_to_json
from simulator.observation.signals import signals
from simulator.refusals import reason

MAX_BYTES = 1_000_000
MAX_TURNS = 1000
MAX_TURN = 10_000
"""Characters in one turn."""

UNKNOWN_TIME = "1970-01-01T00:00:00+00:00"
"""A transcript does not say when it was."""


class TranscriptError(ValueError):
    """A file is no transcript; the message says in Dutch what is wrong and where."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """Who said what, already cleaned and masked."""

    id: str
    turns: Sequence[Utterance]
    channel: Channel = "call"
    situation: str | None = None
    """What was going on, as the file tells it."""
    scenario: Mapping[str, Any] | None = None
    """The document of the scenario that the file names, if that is known here."""


def load_transcript(path: Path) -> Transcript:
    """The transcript in a JSON or YAML file.

    Raises:
        TranscriptError: the file cannot be read, or holds no transcript.
    """
    data = _json(path) if path.suffix.casefold() == ".json" else _yaml(path)
    return transcript_from(data, name=path.stem, where=str(path))


def transcript_from(data: Any, *, name: str, where: str) -> Transcript:
    """The transcript in plain data; keys that are not known are ignored.

    Args:
        data: `{id, channel, situation?, scenario?, turns: [{speaker, text}]}`.
        name: the id when the data gives none.
        where: what a message calls the data.

    Raises:
        TranscriptError: the data holds no transcript.
    """
    if not isinstance(data, dict) or not isinstance(data.get("turns"), list):
        raise TranscriptError(
            _("{where}: hier staat geen gesprek. Nodig is 'turns': een lijst van beurten.").format(
                where=where
            )
        )
    if len(data["turns"]) > MAX_TURNS:
        raise TranscriptError(
            _("{where}: te veel beurten; ten hoogste {n}.").format(where=where, n=MAX_TURNS)
        )
    channel = data.get("channel", "call")
    if channel not in get_args(Channel):
        raise TranscriptError(
            _("{where}: 'channel' moet click, call of face zijn.").format(where=where)
        )
    situation = data.get("situation")
    scenario = _scenario(data.get("scenario"))
    keep = tuple(scenario["citizen"].get("identity", {}).values()) if scenario else ()
    return Transcript(
        id=_id(data.get("id"), name),
        turns=tuple(_turn(turn, at, where, keep) for at, turn in enumerate(data["turns"])),
        channel=channel,
        situation=texts.clean(situation) if isinstance(situation, str) else None,
        scenario=scenario,
    )


def transcript_events(transcript: Transcript) -> list[Event]:
    """The events of a transcript: what was said, and what is read in each turn of the trainee."""
    story = _Story(transcript)
    for at in range(len(transcript.turns)):
        story.tell(at)
    return story.events


@dataclass(slots=True)
class _Story:
    transcript: Transcript
    events: list[Event] = field(default_factory=list)
    since_asked: int | None = None
    """Turns of the trainee since the one that asked who this is."""
    verified: bool = False

    def __post_init__(self) -> None:
        source = self.transcript
        self._add(
            "opened",
            {
                "scenario": source.scenario,
                "rubric": None,
                "transcript": source.id,
                "channel": source.channel,
                "situation": source.situation,
            },
        )

    def tell(self, at: int) -> None:
        """Adds the events of one turn."""
        turn = self.transcript.turns[at]
        if turn.speaker == "citizen":
            self._add("citizen_said", {"text": turn.text})
            if self.since_asked in (0, 1):
                self.verified |= "identity_given" in signals(turn.text)
            return
        self._add("trainee_said", {"text": turn.text})
        reading = observe(turn.text, self._context(at))
        if "verify_identity" in reading.behaviours:
            self.since_asked = 0
        elif self.since_asked is not None:
            self.since_asked += 1
        self._add("read", reading_to_json(reading))

    def _context(self, at: int) -> TurnContext:
        said = self.transcript.turns[:at]
        last = said[-1] if said and said[-1].speaker == "citizen" else None
        scenario = self.transcript.scenario or {}
        return TurnContext(
            channel=self.transcript.channel,
            verified=self.verified,
            citizen=last.text if last else None,
            history=tuple(said[:-1] if last else said),
            topics=scenario.get("topics", {}),
            identity=scenario.get("citizen", {}).get("identity", {}),
            crossed=_crossed(last.text) if last else None,
        )

    def _add(self, kind: EventKind, data: Mapping[str, Any]) -> None:
        seq = len(self.events)
        self.events.append(Event(seq, seq - 1 if seq else None, UNKNOWN_TIME, kind, data))


def _crossed(citizen_text: str) -> Boundary | None:
    shown = signals(citizen_text)
    if "threat" in shown:
        return "threat"
    return "swearing" if "swearing" in shown else None


def _turn(turn: Any, at: int, where: str, keep: Sequence[str]) -> Utterance:
    given = turn.get("speaker") if isinstance(turn, dict) else None
    said = turn.get("text") if isinstance(turn, dict) else None
    speaker: Speaker | None = next((name for name in get_args(Speaker) if name == given), None)
    if speaker is None or not isinstance(said, str):
        raise TranscriptError(
            _(
                "{where}: beurt {n} klopt niet. "
                "Nodig zijn 'speaker' (citizen of trainee) en 'text'."
            ).format(where=where, n=at)
        )
    if len(said) > MAX_TURN:
        raise TranscriptError(
            _("{where}: beurt {n} is te lang; ten hoogste {most} tekens.").format(
                where=where, n=at, most=MAX_TURN
            )
        )
    return Utterance(speaker, texts.mask(texts.clean(said), keep=keep))


def _id(given: Any, otherwise: str) -> str:
    return texts.clean(str(given))[:100] if isinstance(given, str | int) else otherwise


def _scenario(id: Any) -> Mapping[str, Any] | None:
    """The document of a scenario that is known here; a transcript may come from elsewhere."""
    if not isinstance(id, str):
        return None
    from simulator.documents import DocumentError
    from simulator.scenarios import UnknownScenario, find_scenario, scenario_files

    if id not in {path.stem for path in scenario_files()}:
        return None
    try:
        return find_scenario(id).document()
    except (UnknownScenario, DocumentError):
        return None


def _json(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = _("{where}: dit bestand kan ik niet lezen ({reason}).")
        raise TranscriptError(message.format(where=path, reason=reason(error))) from error
    if len(raw) > MAX_BYTES:
        message = _("{where}: dit bestand is te groot; ten hoogste {n} kB.")
        raise TranscriptError(message.format(where=path, n=MAX_BYTES // 1000))
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = _("{where}: dit is geen UTF-8. Sla het bestand op als UTF-8.")
        raise TranscriptError(message.format(where=path)) from error
    except json.JSONDecodeError as error:
        message = _("{where}:{line}:{column}: dit is geen geldige JSON.")
        raise TranscriptError(
            message.format(where=path, line=error.lineno, column=error.colno)
        ) from error
    except (RecursionError, ValueError) as error:
        message = _("{where}: dit is geen geldige JSON.")
        raise TranscriptError(message.format(where=path)) from error


def _yaml(path: Path) -> Any:
    from simulator.documents import DocumentError, read_document

    try:
        return read_document(path).data
    except DocumentError as error:
        raise TranscriptError(str(error.problems[0])) from error
