"""Trying a server out: what of it works, how fast, in sentences for whoever set it up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from simulator.language import _
from simulator.llm.client import Client
from simulator.llm.errors import LLMError
from simulator.llm.request import Request

Outcome = Literal["good", "doubtful", "wrong"]

PATIENCE = 20.0
"""Seconds for each try; a model that is still being loaded takes long the first time."""

SLOW = 4.0
"""Words a second under which a conversation drags: people speak about three."""

_AS_IN_A_CONVERSATION = [
    {"role": "system", "content": "Je bent een inwoner die belt."},
    {"role": "user", "content": "Goedemorgen."},
    {"role": "assistant", "content": "Ja, goedemorgen."},
    {"role": "user", "content": "Wat voor weer is het bij u?"},
    {"role": "system", "content": "Zeg in één korte zin dat het vandaag regent. Alleen die zin."},
]
"""In the order in which a citizen is asked: some servers take a direction at the end badly."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried."""

    what: str
    outcome: Outcome
    sentence: str


class _Colour(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kleur: Literal["rood", "geel", "blauw"]


def probe(client: Client) -> Iterator[Finding]:
    """Tries the server, the model, streaming, speed and the schema; stops where nothing can go on.

    What is sent holds nothing of anybody.
    """
    server = _models(client)
    yield server
    if server.outcome == "wrong":
        return
    spoken = _speech(client)
    yield spoken
    if spoken.outcome != "wrong":
        yield _schema(client)


def _models(client: Client) -> Finding:
    model = client.server.model
    try:
        names = client.models()
    except LLMError as error:
        if error.reason in ("unreachable", "key"):
            return Finding("server", "wrong", str(error))
        return Finding("server", "doubtful", _("De server zegt niet welke modellen er zijn."))
    if model in names or any(name.split(":")[0] == model for name in names):
        return Finding("server", "good", _("De server antwoordt en kent het model."))
    known = ", ".join(sorted(names)[:5])
    sentence = _("De server noemt het model '{model}' niet, wel: {known}.")
    return Finding("server", "doubtful", sentence.format(model=model, known=known or "-"))


def _speech(client: Client) -> Finding:
    began = time.monotonic()
    first, pieces = 0.0, []
    request = Request(_AS_IN_A_CONVERSATION, "doctor", 60, seed=1)
    try:
        with client.stream(request, until=began + PATIENCE) as reply:
            for piece in reply:
                first = first or time.monotonic() - began
                pieces.append(piece)
    except LLMError as error:
        if not pieces or error.reason not in ("too_long", "cut_off"):
            return Finding("speech", "wrong", str(error))
    took = max(0.001, time.monotonic() - began)
    pace = len("".join(pieces).split()) / took
    sentence = _("Het eerste woord komt na {first:.1f} s, {pace:.0f} woorden per seconde.").format(
        first=first, pace=pace
    )
    if len(pieces) < 2:
        return Finding("speech", "doubtful", sentence + _(" De server stuurt alles in één keer."))
    if first > client.server.patience or pace < SLOW:
        return Finding("speech", "doubtful", sentence + _(" Dat is traag voor een gesprek."))
    return Finding("speech", "good", sentence)


def _schema(client: Client) -> Finding:
    question = "Welke kleur heeft een citroen? Kies uit rood, geel of blauw."
    request = Request([{"role": "user", "content": question}], "doctor", 60, 0.0, seed=1)
    asked = client.usage.requests
    try:
        client.ask(request, _Colour, seconds=PATIENCE)
    except LLMError as error:
        sentence = _("Antwoorden in een vaste vorm lukken niet ({why}); de regels oordelen alleen.")
        return Finding("schema", "doubtful", sentence.format(why=str(error).rstrip(".").lower()))
    if client.usage.requests > asked + 1 or not client.takes_schema:
        sentence = _("Een vaste vorm houdt de server zelf niet aan; met een omweg lukt het.")
        return Finding("schema", "doubtful", sentence)
    return Finding("schema", "good", _("Antwoorden in een vaste vorm lukken."))
