"""What keeping sessions needs of the disk: a lock, its owner's eyes only, names that stay."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POLL = 0.005
"""Seconds between two tries to get a lock."""


class Held(OSError):
    """Somebody else holds the lock."""


@contextmanager
def lock(path: Path, patience: float = 0) -> Iterator[None]:
    """Holds the lock that goes with the file at `path`; a process that dies lets go of it.

    Args:
        path: of a file in a sessions folder; it need not exist.
        patience: seconds to wait for somebody else who holds it.

    Raises:
        Held: somebody else went on holding it.
        OSError: the disk refuses.
    """
    from filelock import FileLock, Timeout

    file = lock_file(path)
    try:
        file.parent.mkdir(exist_ok=True)
    except FileExistsError as error:
        # Not the file that a caller may be trying to make.
        raise NotADirectoryError(errno.ENOTDIR, str(error), str(file.parent)) from error
    # One for all threads: a journal may be closed by another thread than the one that opened it.
    held = FileLock(file, timeout=patience, thread_local=False)
    try:
        held.acquire(poll_interval=POLL)
    except Timeout as error:
        raise Held(str(path)) from error
    try:
        yield
    finally:
        held.release()


def lock_file(path: Path) -> Path:
    """Where the lock of the file at `path` is.

    Apart from the sessions, because it stays when it is released: whoever removes a lock file that
    another process is about to lock, lets in a third.
    """
    return path.parent / "locks" / f"{path.stem}.lock"


def private(path: str, flags: int) -> int:
    """An `opener` that lets only the owner read a new file (where the system knows that)."""
    return os.open(path, flags, 0o600)


def sync_folder(folder: Path) -> None:
    """Makes names that came or went survive a power cut (where a folder can be flushed)."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
