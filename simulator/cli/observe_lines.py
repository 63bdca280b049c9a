"""One line of `gehoord observe`: from JSON to a reading, and the reading as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast, get_args

from simulator.language import _
from simulator.observation import observe
from simulator.observation.reading import Channel, Reading, Speaker, TurnContext, Utterance
from simulator.observation.reading_json import reading_to_json
from simulator.text import clean, mask

MAX_TURN = 200_000
"""Characters in one turn."""

_CLARITY = (
    "words_per_sentence",
    "longest_sentence",
    "flesch_douma",
    "jargon",
    "passives",
    "rare_words",
)


class LineError(ValueError):
    """A line is no turn; the message says why in Dutch."""


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """A turn to read, and what is known around it."""

    id: Any
    text: str
    """Cleaned and masked: offsets count in this text."""
    changed: bool
    """Whether it differs from what was given."""
    context: TurnContext
    labels: frozenset[str] = frozenset()
    """What people saw in it, when the line says so: explained also when it was not recognised."""


def read_line(line: str) -> AskedTurn:
    """The turn in one line of JSON; keys that are not known are ignored.

    Raises:
        LineError: the line holds no turn.
    """
    try:
        data = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise LineError(_("Dit is geen geldige JSON.")) from error
    if not isinstance(data, dict):
        raise LineError(_("Hier wordt een object verwacht: {…} met 'trainee'."))
    channel = data.get("channel") or "call"
    if channel not in get_args(Channel):
        raise LineError(_("'channel' moet click, call of face zijn."))
    verified = data.get("verified", False)
    if not isinstance(verified, bool | None):
        raise LineError(_("'verified' moet true of false zijn."))
    citizen = None if data.get("citizen") is None else _text(data, "citizen")
    context = TurnContext(
        channel=cast(Channel, channel),
        verified=bool(verified),
        citizen=citizen,
        history=_history(data.get("history")),
    )
    text = _text(data, "trainee")
    given = data.get("behaviours")
    names = given if isinstance(given, list) else []
    labels = frozenset(name for name in names if isinstance(name, str))
    return AskedTurn(data.get("id"), text, text != data["trainee"], context, labels)


def reading_of(asked: AskedTurn) -> tuple[str, Reading]:
    """The text as it was read (cleaned and masked), and what was read in it."""
    return asked.text, observe(asked.text, asked.context)


def shape_of(reading: Reading) -> dict[str, Any]:
    """What is published of a reading."""
    data = reading_to_json(reading)
    clarity = data["clarity"]
    return {
        "observations": data["observations"],
        "topics": data["topics"],
        "clarity": {key: clarity[key] for key in _CLARITY},
        "privacy": data["privacy"],
        **({"acute": data["acute"]} if reading.acute else {}),
    }


def _history(data: Any) -> tuple[Utterance, ...]:
    if data is None:
        return ()
    if not isinstance(data, list):
        raise LineError(_("'history' moet een lijst van beurten zijn."))
    said = []
    for turn in data:
        speaker = turn.get("speaker") if isinstance(turn, dict) else None
        if speaker not in get_args(Speaker):
            raise LineError(_("In 'history' heeft elke beurt een 'speaker': citizen of trainee."))
        said.append(Utterance(cast(Speaker, speaker), _text(turn, "text")))
    return tuple(said)


def _text(data: dict[str, Any], key: str) -> str:
    text = data.get(key)
    if not isinstance(text, str):
        raise LineError(_("'{key}' ontbreekt of is geen tekst.").format(key=key))
    if len(text) > MAX_TURN:
        raise LineError(
            _("'{key}' is te lang: ten hoogste {most} tekens.").format(key=key, most=MAX_TURN)
        )
    return mask(clean(text))
