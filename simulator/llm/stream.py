"""A reply that is coming in, for one reader who will not wait for ever."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import aclosing
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from simulator.llm.background import cancel_soon, in_background
from simulator.llm.errors import LLMError
from simulator.llm.exchange import Exchange

Arrived = str | LLMError | None
"""A piece of the reply, why there is no more, or the end."""


class Stream:
    """The pieces of a reply, one by one; leaving it closes the connection.

    with client.stream(request, until=time.monotonic() + 8) as reply:
        for piece in reply: ...
    """

    def __init__(self, exchange: Exchange, until: float) -> None:
        """`until` is the moment (`time.monotonic`) at which waiting ends."""
        self.until = until
        """May be moved while the reply comes in."""
        self._arrived: SimpleQueue[Arrived] = SimpleQueue()
        self._left = False
        self._stopped = False
        self._work = in_background(self._fill(exchange))

    async def _fill(self, exchange: Exchange) -> None:
        try:
            async with aclosing(exchange.pieces(lambda: self.until)) as pieces:
                async for piece in pieces:
                    if self._stopped:
                        return
                    self._arrived.put(piece)
        except LLMError as error:
            # A new one: the old holds on to frames, and those belong to this thread alone.
            self._arrived.put(LLMError(error.reason, error.detail))
        except asyncio.CancelledError:
            self._arrived.put(LLMError("left"))
            raise
        except Exception as error:  # a log that cannot be kept; the reader must not wait for ever
            self._arrived.put(LLMError("broken", repr(error)))
        else:
            self._arrived.put(None)

    def __iter__(self) -> Iterator[str]:
        """The pieces.

        Raises:
            LLMError: there is no more, and it is not finished.
        """
        while True:
            piece = self._next()
            if piece is None:
                return
            if isinstance(piece, LLMError):
                raise piece
            yield piece

    def _next(self) -> Arrived:
        if self._left:
            return LLMError("left")
        if time.monotonic() > self.until:
            self._stop()
            return LLMError("too_slow")
        try:
            return self._arrived.get(timeout=max(0.0, self.until - time.monotonic()))
        except Empty:
            self._stop()
            return LLMError("too_slow")

    def leave(self) -> None:
        """Stops the reply, from any thread; its reader gets an `LLMError`."""
        self._left = True
        self._arrived.put(LLMError("left"))
        self._stop()

    def _stop(self) -> None:
        self._stopped = True
        cancel_soon(self._work)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()
