"""The thread in which all talking to servers happens, so that nobody waits for a socket.

One event loop for the whole program: leaving a conversation cancels a task here, and that closes
the connection at once, whatever the server is doing.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import cache
from inspect import isasyncgen
from threading import Lock, Thread
from typing import Any, TypeVar

MOMENT = 0.05
"""Seconds in which work that is not waiting stops by itself."""

_ONE_AT_A_TIME = Lock()

Result = TypeVar("Result")


def in_background(work: Coroutine[Any, Any, Result]) -> Future[Result]:
    """Starts `work` in the background thread; cancelling the future cancels it there."""
    return asyncio.run_coroutine_threadsafe(work, _the_loop())


def cancel_soon(work: Future[Any]) -> None:
    """Cancels background work, after it had a moment to stop by itself.

    What is cancelled in the middle of reading leaves generators of the library half done.
    """
    loop = _the_loop()
    loop.call_soon_threadsafe(loop.call_later, MOMENT, work.cancel)


def _the_loop() -> asyncio.AbstractEventLoop:
    with _ONE_AT_A_TIME:  # the first to ask may be several at once
        return _loop()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    sys.unraisablehook = _without_a_known_fault(sys.unraisablehook)
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="llm", daemon=True).start()
    return loop


def _without_a_known_fault(report: Callable[[Any], object]) -> Callable[[Any], None]:
    """Python 3.11 complains when another thread collects a generator that just ends here.

    Nothing is wrong then, and a page of code in the middle of a conversation helps nobody.
    """

    def hook(fault: Any) -> None:
        known = isinstance(fault.exc_value, ValueError) and isasyncgen(fault.object)
        if not (known and "already executing" in str(fault.exc_value)):
            report(fault)

    return hook
