"""What the rest of the program asks of a model: a reply that streams, or one of a given shape."""

from __future__ import annotations

import time
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotInTime
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.llm.background import cancel_soon, in_background
from simulator.llm.errors import LLMError, NoServer
from simulator.llm.exchange import Exchange
from simulator.llm.request import Request, Sink, Usage
from simulator.llm.stream import Stream
from simulator.llm.wire import Wire
from simulator.settings import ModelServer

if TYPE_CHECKING:
    from pydantic import BaseModel

CLOSING = 2.0
"""Seconds for saying goodbye to a server."""

_CLIENTS: set[Client] = set()

Shape = TypeVar("Shape", bound="BaseModel")
Result = TypeVar("Result")


class Client:
    """One server. May be shared by any number of conversations and threads."""

    def __init__(self, server: ModelServer) -> None:
        """Nothing is sent, and nothing heavy imported, before something is asked."""
        self.server = server
        self.usage = Usage()
        self._wire = Wire(server)
        _CLIENTS.add(self)

    def stream(self, request: Request, *, until: float, sink: Sink | None = None) -> Stream:
        """The reply to a request as it comes.

        Args:
            request: what is asked.
            until: the moment (`time.monotonic`) at which waiting for it ends.
            sink: keeps what was sent.
        """
        return Stream(self._exchange(request, sink), until)

    def ask(
        self, request: Request, shape: type[Shape], *, seconds: float, sink: Sink | None = None
    ) -> Shape:
        """The reply to a request in a shape, which is checked whatever the server promises.

        A server that does not accept a schema, or does not keep to it, is asked once more with the
        schema in words.

        Raises:
            LLMError: no such reply came within so many seconds.
        """
        from simulator.llm.structured import in_words, schema_of, shaped

        until = time.monotonic() + seconds
        if self._wire.takes_schema:
            asked = self._exchange(request, sink)
            try:
                return shaped(self._whole(asked, until, response_format=schema_of(shape)), shape)
            except LLMError as error:
                if error.reason not in ("not_accepted", "unreadable", "broken", "empty"):
                    raise
                self._wire.takes_schema = error.reason != "not_accepted"
        return shaped(self._whole(self._exchange(in_words(request, shape), sink), until), shape)

    @property
    def takes_schema(self) -> bool:
        """Whether the server accepts a JSON schema, as far as is known by now."""
        return self._wire.takes_schema

    def models(self, *, seconds: float = 5.0) -> list[str]:
        """The names of the models that the server says it has.

        Raises:
            LLMError: it does not say.
        """
        return _in_time(in_background(self._wire.models()), time.monotonic() + seconds)

    def close(self) -> None:
        """Lets go of its connections; it may be used again."""
        with suppress(LLMError):
            _in_time(in_background(self._wire.close()), time.monotonic() + CLOSING)

    def _whole(self, exchange: Exchange, until: float, **more: Any) -> str:
        return _in_time(in_background(exchange.whole(lambda: until, **more)), until)

    def _exchange(self, request: Request, sink: Sink | None) -> Exchange:
        return Exchange(self._wire, self.server, request, self.usage, sink)


def _in_time(work: Future[Result], until: float) -> Result:
    try:
        return work.result(max(0.0, until - time.monotonic()))
    except NotInTime:
        cancel_soon(work)
        raise LLMError("too_slow") from None
    except CancelledError:
        raise LLMError("left") from None


def close_clients() -> None:
    """Lets go of all connections to servers."""
    while _CLIENTS:
        _CLIENTS.pop().close()


def client_for(server: ModelServer | None) -> Client:
    """The client of a server; there is one of each, as what it learns of the server stays true.

    Raises:
        NoServer: none is configured.
    """
    if server is None:
        raise NoServer
    return _the_client(server)


@cache
def _the_client(server: ModelServer) -> Client:
    return Client(server)
