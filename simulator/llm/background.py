"""The thread in which all talking to servers happens, so that nobody waits for a socket.

One event loop for the whole program: leaving a conversation cancels a task here, and that closes
the connection at once, whatever the server is doing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from functools import cache
from threading import Thread
from typing import Any, TypeVar

MOMENT = 0.05
"""Seconds in which work that is not waiting stops by itself."""

Result = TypeVar("Result")


def in_background(work: Coroutine[Any, Any, Result]) -> Future[Result]:
    """Starts `work` in the background thread; cancelling the future cancels it there."""
    return asyncio.run_coroutine_threadsafe(work, _loop())


def cancel_soon(work: Future[Any]) -> None:
    """Cancels background work, after it had a moment to stop by itself.

    What is cancelled in the middle of reading leaves generators of the library half done.
    """
    loop = _loop()
    loop.call_soon_threadsafe(loop.call_later, MOMENT, work.cancel)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="llm", daemon=True).start()
    return loop
