"""What is asked of a model, what came of it, and what it took."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.own_name import forms_of_name, mask_own_name, own_names
from simulator.settings import settings
from simulator.text import clean, mask

Message = Mapping[str, str]
"""`{"role": "system" | "user" | "assistant", "content": …}`."""

LETTERS_PER_TOKEN = 3.5
"""Of Dutch, about, for a server that does not count."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model. Personal data in it is masked here, whoever made it."""

    messages: Sequence[Message]
    purpose: str
    """Why it is asked, for whoever reads the log: `citizen`, `judge` or `writer`."""
    most_tokens: int
    temperature: float = 0.8
    seed: int | None = None
    prompt: str = ""
    """Name and version of the prompt."""
    fictional: Collection[str] = ()
    """Data of a fictional citizen, which may be sent as it is."""
    trainee: Sequence[str] = ()
    """What the trainee said: the name they go by in it is left out of everything."""

    def masked(self) -> list[dict[str, str]]:
        """The messages as they leave this machine."""
        names = own_names(self.trainee) | forms_of_name(settings().name)
        return [
            {
                "role": message["role"],
                "content": mask_own_name(
                    mask(clean(message["content"]), keep=self.fictional), names
                ),
            }
            for message in self.messages
        ]


@dataclass(frozen=True, slots=True)
class Sent:
    """One request as it leaves this machine; kept before it does."""

    id: str
    at: str
    """ISO 8601 with offset."""
    purpose: str
    server: str
    model: str
    prompt: str
    messages: Sequence[Message]

    def to_json(self) -> dict[str, Any]:
        """What was sent, as plain data."""
        return {
            "id": self.id,
            "at": self.at,
            "purpose": self.purpose,
            "server": self.server,
            "model": self.model,
            "prompt": self.prompt,
            "messages": [dict(message) for message in self.messages],
        }


@dataclass(frozen=True, slots=True)
class Received:
    """What came back on a request."""

    id: str
    reply: str
    reason: str | None
    """Why there was no usable reply, if there was none; see `Reason`."""
    seconds: float
    tokens_in: int
    tokens_out: int

    def to_json(self) -> dict[str, Any]:
        """What came back, as plain data."""
        return {
            "id": self.id,
            "reply": self.reply,
            "reason": self.reason,
            "seconds": round(self.seconds, 3),
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
        }


Sink = Callable[[Sent | Received], None]
"""Keeps what was sent and received, so that it can be read back; called in another thread."""


@dataclass(slots=True)
class Usage:
    """What a client has used so far."""

    requests: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    """Whether the server did not count, so that the tokens are a guess from the letters."""


def cost(tokens_in: int, tokens_out: int, price_in: float, price_out: float) -> float:
    """Euros, at these prices for a million tokens."""
    return (tokens_in * price_in + tokens_out * price_out) / 1_000_000


def guessed_tokens(text: str) -> int:
    """About how many tokens this text is."""
    return max(1, round(len(text) / LETTERS_PER_TOKEN)) if text else 0
