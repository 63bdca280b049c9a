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

Result = TypeVar("Result")


def in_background(work: Coroutine[Any, Any, Result]) -> Future[Result]:
    """Starts `work` in the background thread; cancelling the future cancels it there."""
    return asyncio.run_coroutine_threadsafe(work, _loop())


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="llm", daemon=True).start()
    return loop
