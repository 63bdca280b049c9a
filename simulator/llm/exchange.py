"""One request and what came of it: told to whoever keeps it, and counted."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from simulator.llm.errors import LLMError
from simulator.llm.request import Received, Request, Sent, Sink, Usage, guessed_tokens
from simulator.llm.wire import Counted, Deadline, Wire
from simulator.settings import ModelServer


class Exchange:
    """Asks once. What leaves the machine is told to the sink before it does."""

    def __init__(
        self, wire: Wire, server: ModelServer, request: Request, usage: Usage, sink: Sink | None
    ) -> None:
        self._wire = wire
        self._server = server
        most = min(request.most_tokens, server.most_tokens)
        self._request = replace(request, messages=request.masked(), most_tokens=most)
        self._usage = usage
        self._sink = sink
        self._reply = ""

    async def pieces(self, deadline: Deadline) -> AsyncGenerator[str]:
        """The reply as it comes; see `Wire.pieces`."""
        with self._kept() as counted:
            async with aclosing(self._wire.pieces(self._request, deadline, counted)) as pieces:
                async for piece in pieces:
                    self._reply += piece
                    yield piece

    async def whole(self, deadline: Deadline, **more: Any) -> str:
        """The whole reply; see `Wire.whole`."""
        with self._kept() as counted:
            self._reply = await self._wire.whole(self._request, deadline, counted, **more)
            return self._reply

    @contextmanager
    def _kept(self) -> Iterator[Counted]:
        id, began = secrets.token_hex(4), time.monotonic()
        messages = self._request.messages
        self._tell(
            lambda: Sent(
                id,
                datetime.now().astimezone().isoformat(timespec="milliseconds"),
                self._request.purpose,
                self._server.url,
                self._server.model,
                self._request.prompt,
                messages,
            )
        )
        counted, reason = Counted(), None
        try:
            yield counted
        except LLMError as error:
            reason = str(error.reason)
            raise
        except BaseException:
            reason = "left"
            raise
        finally:
            sent = sum(guessed_tokens(message["content"]) for message in messages)
            tokens_in = sent if counted.tokens_in is None else counted.tokens_in
            received = guessed_tokens(self._reply)
            tokens_out = received if counted.tokens_out is None else counted.tokens_out
            self._usage.requests += 1
            self._usage.failed += reason is not None
            self._usage.tokens_in += tokens_in
            self._usage.tokens_out += tokens_out
            self._usage.estimated |= counted.tokens_out is None
            took = time.monotonic() - began
            self._tell(lambda: Received(id, self._reply, reason, took, tokens_in, tokens_out))

    def _tell(self, what: Callable[[], Sent | Received]) -> None:
        if self._sink is not None:
            self._sink(what())
